package bnn4j.evaluation.regression;

import bnn4j.foundation.AtomicFile;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Regression runs as JSON. */
public final class RegressionJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          // What this version does not know, a later one wrote.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private RegressionJson() {}

  /**
   * Writes a regression run for people and programs, with verdicts and percentages.
   *
   * @throws bnn4j.foundation.Refusal if it cannot be written
   */
  public static void write(Regression regression, Path file) {
    ObjectNode root = JSON.valueToTree(regression);
    for (int i = 0; i < regression.results().size(); i++) {
      SetResult result = regression.results().get(i);
      ObjectNode node = (ObjectNode) root.get("results").get(i);
      node.put("verdict", RegressionPage.word(result.verdict()));
      if (result.total() > 0) {
        node.put("accuracy", result.accuracy());
      }
    }
    byte[] text = (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(text));
  }

  /** A regression run in one line, without the end of the line. */
  static String line(Regression regression) {
    try {
      return JSON.writeValueAsString(regression);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What {@link #line} wrote.
   *
   * @throws JsonProcessingException if it did not
   */
  static Regression parse(String line) throws JsonProcessingException {
    return JSON.readValue(line, Regression.class);
  }
}
