package bnn4j.json;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;

/**
 * Writes results as JSON, and reads those that bnn4j stores.
 *
 * <p>A result is a record, or a list of records. Its components are the keys, in the order of their
 * declaration; {@code @JsonProperty} gives one a key that is no name in Java. A component that is
 * null is left out. Numbers that are not finite become the texts {@code "NaN"} and the like.
 */
public final class ResultJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // Components only: isRight() is no key.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          // What this version does not know, a later one wrote.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();

  private ResultJson() {}

  /** A result over several lines, with the end of the last line. */
  public static String text(Object result) {
    return write(PRETTY, result) + "\n";
  }

  /** A result in one line, without its end. */
  public static String line(Object result) {
    return write(MAPPER.writer(), result);
  }

  /**
   * Writes a result over several lines.
   *
   * @throws Refusal if the file cannot be written
   */
  public static void write(Object result, Path file) {
    AtomicFile.write(file, text(result));
  }

  private static String write(ObjectWriter writer, Object result) {
    try {
      return writer.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The result that one of these wrote.
   *
   * @param type its record
   * @throws Refusal saying in one line what is wrong with the text
   */
  public static <T> T read(String text, Class<T> type) {
    T read;
    try {
      read = MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new Refusal(e.getOriginalMessage().lines().findFirst().orElse("not JSON"), e);
    }
    if (read == null) {
      throw new Refusal("expected an object, found null");
    }
    return read;
  }
}
