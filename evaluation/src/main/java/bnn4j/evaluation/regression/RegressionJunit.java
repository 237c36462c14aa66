package bnn4j.evaluation.regression;

import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.report.JunitSuite;
import java.nio.file.Path;
import java.util.Optional;

/** A check of all sets as JUnit XML: one test case per set and place. */
public final class RegressionJunit {
  private RegressionJunit() {}

  /**
   * Writes the file. A set that fell is a failure, one that could not be checked an error.
   *
   * @throws bnn4j.foundation.Refusal if it cannot be written
   */
  public static void write(Regression regression, Path file) {
    new JunitSuite(
            "check-accuracy",
            Optional.of(regression.time()),
            regression.results().stream().map(RegressionJunit::testCase).toList())
        .write(file);
  }

  private static JunitSuite.Case testCase(SetResult result) {
    JunitSuite.Outcome outcome =
        switch (result.verdict()) {
          case PASSED -> JunitSuite.Outcome.PASSED;
          case FELL -> JunitSuite.Outcome.FAILED;
          case BROKEN -> JunitSuite.Outcome.BROKEN;
        };
    boolean passed = outcome == JunitSuite.Outcome.PASSED;
    return new JunitSuite.Case(
        result.place(),
        result.set(),
        result.seconds(),
        outcome,
        result.text(),
        passed ? result.text() : "");
  }
}
