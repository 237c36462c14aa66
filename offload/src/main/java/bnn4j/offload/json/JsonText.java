package bnn4j.offload.json;

import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses a file, keeping lines. */
final class JsonText {
  /** No description of layers is a hundredth of that. */
  private static final long MOST_BYTES = 1 << 22;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonText() {}

  /**
   * The object that a file is.
   *
   * @throws Refusal if it is missing, too large, no JSON, or no object
   */
  static JsonObject read(Path file) {
    try {
      InputFile.check(file);
      if (Files.size(file) > MOST_BYTES) {
        throw new Refusal(
            "%s: %d bytes, expected a JSON file of at most %d"
                .formatted(file, Files.size(file), MOST_BYTES));
      }
      try (JsonParser parser = FACTORY.createParser(file.toFile())) {
        return read(parser, file);
      }
    } catch (JsonProcessingException e) {
      throw new Refusal("%s: %snot JSON: %s".formatted(file, line(e), reason(e)), e);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    }
  }

  /** What goes beyond a limit, as brackets a thousand deep do, has no place. */
  private static String line(JsonProcessingException e) {
    return e.getLocation() == null ? "" : "line %d: ".formatted(e.getLocation().getLineNr());
  }

  private static String reason(JsonProcessingException e) {
    return e instanceof StreamReadException ? e.getOriginalMessage() : e.getMessage();
  }

  private static JsonObject read(JsonParser parser, Path file) throws IOException {
    if (parser.nextToken() == null) {
      throw new Refusal("%s: is empty, expected a JSON object".formatted(file));
    }
    JsonValue value = value(parser);
    if (parser.nextToken() != null) {
      throw new Refusal(
          "%s: line %d: expected nothing after the object"
              .formatted(file, parser.currentTokenLocation().getLineNr()));
    }
    return new JsonObject(file.toString(), "", value);
  }

  private static JsonValue value(JsonParser parser) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    return new JsonValue(
        line,
        switch (parser.currentToken()) {
          case START_OBJECT -> object(parser);
          case START_ARRAY -> array(parser);
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case VALUE_NULL -> null;
          default -> parser.getText();
        });
  }

  private static Map<String, JsonValue> object(JsonParser parser) throws IOException {
    Map<String, JsonValue> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      object.put(key, value(parser));
    }
    return object;
  }

  private static List<JsonValue> array(JsonParser parser) throws IOException {
    List<JsonValue> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }
}
