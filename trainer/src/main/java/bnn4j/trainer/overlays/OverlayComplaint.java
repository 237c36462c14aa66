package bnn4j.trainer.overlays;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.stream.Collectors;

/** Says in the words of an overlay what Jackson found wrong with a file. */
final class OverlayComplaint {
  private static final String KINDS = "dense, convolution, max-pool";

  private final JsonProcessingException failure;
  private final List<JsonMappingException.Reference> path;

  private OverlayComplaint(JsonProcessingException failure) {
    this.failure = failure;
    this.path = failure instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
  }

  /** The whole message in one line: file, line, layer, what is wrong, what is expected. */
  static String of(String where, JsonProcessingException failure) {
    OverlayComplaint complaint = new OverlayComplaint(failure);
    return where + complaint.place() + ": " + complaint.text();
  }

  private String place() {
    int line = failure.getLocation() == null ? 0 : failure.getLocation().getLineNr();
    // That a key of the whole file is missing is found at its end.
    boolean somewhere = line > 0 && !(isMissing() && path.size() == 1);
    String layer =
        path.stream()
            .filter(step -> step.getIndex() >= 0)
            .map(step -> ", layer " + step.getIndex())
            .collect(Collectors.joining());
    return (somewhere ? ", line " + line : "") + layer;
  }

  private String text() {
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return "unknown key '%s'; known are %s"
          .formatted(
              unknown.getPropertyName(),
              unknown.getKnownPropertyIds().stream()
                  .map(Object::toString)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    if (failure instanceof InvalidTypeIdException type) {
      return type.getTypeId() == null
          ? "expected a layer, one of %s, and its keys".formatted(KINDS)
          : "unknown layer '%s'; known are %s".formatted(type.getTypeId(), KINDS);
    }
    if (!(failure instanceof MismatchedInputException)) {
      return "not YAML: " + firstLine();
    }
    String key = path.isEmpty() ? null : path.get(path.size() - 1).getFieldName();
    if (isMissing()) {
      return "'%s' is missing".formatted(key);
    }
    return key == null
        ? path.isEmpty()
            ? "expected name, precision, input and layers"
            : "expected a layer, one of %s, and its keys".formatted(KINDS)
        : "%s: expected %s".formatted(key, expected(key));
  }

  private boolean isMissing() {
    return failure instanceof MismatchedInputException && firstLine().startsWith("Missing ");
  }

  private String firstLine() {
    return failure.getOriginalMessage().lines().findFirst().orElse("");
  }

  private static String expected(String key) {
    return switch (key) {
      case "name", "precision" -> "a word";
      case "input" -> "channels, dimension and bits";
      case "layers" -> "a list of " + KINDS;
      case "dense", "convolution", "max-pool" -> "its keys";
      default -> "a whole number";
    };
  }
}
