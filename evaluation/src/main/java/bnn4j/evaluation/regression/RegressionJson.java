package bnn4j.evaluation.regression;

import bnn4j.evaluation.accuracy.SetJson;
import bnn4j.json.ResultJson;
import java.nio.file.Path;
import java.util.List;

/**
 * A check of all sets as JSON, with verdicts and percentages.
 *
 * @param time when, ISO 8601 in UTC
 * @param commit of the project that checked
 * @param results one per set and place
 */
public record RegressionJson(String time, String commit, List<SetJson> results) {
  /** Copies the list. */
  public RegressionJson {
    results = List.copyOf(results);
  }

  /**
   * Writes a regression run.
   *
   * @throws bnn4j.foundation.Refusal if it cannot be written
   */
  public static void write(Regression regression, Path file) {
    List<SetJson> results = regression.results().stream().map(SetJson::of).toList();
    ResultJson.write(new RegressionJson(regression.time(), regression.commit(), results), file);
  }
}
