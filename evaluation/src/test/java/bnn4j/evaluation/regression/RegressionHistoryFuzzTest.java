package bnn4j.evaluation.regression;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.json.ResultJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in a history, it is read or refused. */
class RegressionHistoryFuzzTest {
  private static final Path FILE = Attempt.folder("history").resolve("history.jsonl");

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static byte[] seed() {
    SetResult good =
        new SetResult(
            "a/good", "engine", "lfcW1A1", "mnist", "bits", 97.5, 975, 1000, 1.5, null, null);
    Regression regression =
        new Regression(
            "2026-01-02T03:00:00Z",
            "c0ffee",
            List.of(good, SetResult.broken("c/broken", "engine", "no data")));
    String line = ResultJson.line(regression) + "\n";
    return (line + line).getBytes(StandardCharsets.UTF_8);
  }

  /** What a regression run does with it. */
  private static void read(Path file) {
    List<Regression> history = new RegressionHistory(file).read();
    if (!history.isEmpty()) {
      RegressionPage.write(
          history.get(history.size() - 1), history, file.resolveSibling("index.html"));
    }
  }

  @Example
  void theSeedIsWhole() {
    assertThat(Attempt.refuses(FILE, seed(), RegressionHistoryFuzzTest::read)).isFalse();
  }

  @Property
  void aBrokenHistoryIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, seed()), RegressionHistoryFuzzTest::read);
  }
}
