package bnn4j.cli.checking;

import bnn4j.cli.option.Home;
import bnn4j.cli.option.Writes;
import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.accuracy.SetResult.Verdict;
import bnn4j.evaluation.regression.Regression;
import bnn4j.evaluation.regression.RegressionHistory;
import bnn4j.evaluation.regression.RegressionPage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Additional options of {@code check-accuracy --all}. */
final class RegressionOptions {
  /** Some set could not be checked, none fell. */
  private static final int BROKEN = 2;

  /** What stands for the project's own history. */
  private static final String USUAL = "";

  @Option(
      names = "--all",
      description =
          "Check every parameter set under params-out against the floor on its card, on"
              + " the engine and in simulation unless --on selects one.")
  boolean all;

  @Writes
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "With --all: write an HTML page with the table and, with --history, the trend.")
  private Path html;

  @Writes(optional = true)
  @Option(
      names = "--history",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = USUAL,
      description =
          "With --all: file of earlier results, one line of JSON each; the new result is appended."
              + " Without FILE: .history/accuracy.jsonl of the project, which 'serve' shows.")
  private String history;

  /** The page that is to be written, if any. */
  Optional<Path> html() {
    return Optional.ofNullable(html);
  }

  /** Whether something was asked for that only a check of all sets gives. */
  boolean asked() {
    return html != null || history != null;
  }

  /**
   * Earlier regression runs; to be read before hours of checking.
   *
   * @throws bnn4j.foundation.Refusal if the history is none
   */
  List<Regression> earlier() {
    return history == null ? List.of() : history().read();
  }

  private RegressionHistory history() {
    return new RegressionHistory(
        history.equals(USUAL) ? Home.regressionHistory() : Path.of(history));
  }

  /** Writes page and history, where asked for. */
  void write(Regression regression, List<Regression> earlier) {
    if (html != null) {
      RegressionPage.write(regression, earlier, html);
    }
    if (history != null) {
      history().append(regression);
    }
  }

  /** Prints what came of it, naming the sets that fell, and gives the exit code. */
  static int summarize(Regression regression, PrintWriter out) {
    List<SetResult> fell = regression.with(Verdict.FELL);
    List<SetResult> broken = regression.with(Verdict.BROKEN);
    out.printf(
        "%d checks: %d passed, %d below the floor, %d not checked%n",
        regression.results().size(),
        regression.with(Verdict.PASSED).size(),
        fell.size(),
        broken.size());
    if (!fell.isEmpty()) {
      out.printf("BELOW THE FLOOR: %s%n", names(fell));
    }
    if (!broken.isEmpty()) {
      out.printf("NOT CHECKED: %s%n", names(broken));
    }
    out.flush();
    return !fell.isEmpty() ? 1 : !broken.isEmpty() ? BROKEN : 0;
  }

  private static String names(List<SetResult> results) {
    return results.stream()
        .map(result -> "%s (%s)".formatted(result.set(), result.place()))
        .collect(Collectors.joining(", "));
  }
}
