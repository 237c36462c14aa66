package bnn4j.trainer.modelfile;

import bnn4j.foundation.Refusal;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What the configuration of a model file says, as far as training and folding ask for it. DL4J
 * writes more; that is passed over.
 *
 * @param seed of random numbers
 * @param layers from input to loss
 * @param iterations training steps so far
 * @param epochs of training so far
 */
public record StoredNetwork(long seed, List<StoredLayer> layers, int iterations, int epochs) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** Copies the list. */
  public StoredNetwork {
    layers = List.copyOf(layers);
  }

  /** The whole document. */
  private record Document(
      @JsonProperty(value = "confs", required = true) List<Conf> confs,
      @JsonProperty(value = "iterationCount", required = true) int iterations,
      @JsonProperty(value = "epochCount", required = true) int epochs) {}

  /** What DL4J wraps around each layer. */
  private record Conf(
      @JsonProperty(value = "seed", required = true) long seed,
      @JsonProperty(value = "layer", required = true) StoredLayer layer) {}

  /**
   * Reads a configuration.
   *
   * @param json as DL4J writes it
   * @throws Refusal if it is none of a network that bnn4j trained
   */
  public static StoredNetwork of(String json) {
    Document document;
    try {
      document = JSON.readValue(json, Document.class);
    } catch (JsonProcessingException e) {
      throw refusal(e);
    }
    if (document == null || document.confs() == null || document.confs().isEmpty()) {
      throw new Refusal("expected layers, found none");
    }
    for (int i = 0; i < document.confs().size(); i++) {
      if (document.confs().get(i) == null || document.confs().get(i).layer() == null) {
        throw new Refusal("layer %d of the model is null, expected a layer".formatted(i));
      }
    }
    if (document.iterations() < 0 || document.epochs() < 0) {
      throw new Refusal(
          "expected counts of steps and epochs, found %d and %d"
              .formatted(document.iterations(), document.epochs()));
    }
    return new StoredNetwork(
        document.confs().get(0).seed(),
        document.confs().stream().map(Conf::layer).toList(),
        document.iterations(),
        document.epochs());
  }

  private static Refusal refusal(JsonProcessingException e) {
    int layer = layer(e);
    if (layer >= 0 && e instanceof InvalidTypeIdException type) {
      return new Refusal(
          "layer %d of the model is a %s; only models trained by bnn4j can be converted"
              .formatted(layer, simpleName(type.getTypeId())),
          e);
    }
    Throwable told =
        e instanceof ValueInstantiationException && e.getCause() != null ? e.getCause() : e;
    String message =
        told instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : told.getMessage();
    String line = e.getLocation() == null ? "" : "line %d, ".formatted(e.getLocation().getLineNr());
    return new Refusal(
        "%s%s%s".formatted(line, layer < 0 ? "" : "layer %d: ".formatted(layer), oneLine(message)),
        e);
  }

  /** The layer in which it happened; -1 outside of them. */
  private static int layer(JsonProcessingException e) {
    return e instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .mapToInt(JsonMappingException.Reference::getIndex)
            .filter(index -> index >= 0)
            .findFirst()
            .orElse(-1)
        : -1;
  }

  private static String simpleName(String type) {
    return type == null ? "layer without a class" : type.substring(type.lastIndexOf('.') + 1);
  }

  private static String oneLine(String message) {
    return message == null ? "damaged" : message.lines().findFirst().orElse("damaged");
  }

  /** Numbers of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(StoredLayer::parameters).sum();
  }

  /** Numbers of the updater's state: two moments of all that is learned. */
  public long updaterState() {
    return 2 * layers.stream().mapToLong(StoredLayer::learned).sum();
  }

  /**
   * Checks that another network has the same layers, trained in the same way.
   *
   * @throws Refusal naming the first layer that differs
   */
  public void checkSame(StoredNetwork expected) {
    for (int i = 0; i < Math.max(layers.size(), expected.layers.size()); i++) {
      Object found = i < layers.size() ? layers.get(i) : "nothing";
      Object wanted = i < expected.layers.size() ? expected.layers.get(i) : "nothing";
      if (!found.equals(wanted)) {
        throw new Refusal("layer %d: expected %s, found %s".formatted(i, wanted, found));
      }
    }
  }

  static void checkType(String found, String expected) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          "expected a %s, found %s".formatted(simpleName(expected), simpleName(found)));
    }
  }
}
