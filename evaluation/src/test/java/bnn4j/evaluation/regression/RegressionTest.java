package bnn4j.evaluation.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.accuracy.SetResult.Verdict;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class RegressionTest {
  @TempDir Path folder;

  private static SetResult result(String set, Double floor, long correct) {
    return new SetResult(
        set, "engine", "lfcW1A1", "mnist", "bits", floor, correct, 1000, 1.5, null, null);
  }

  private static Regression regression(String time, SetResult... results) {
    return new Regression(time, "c0ffee", List.of(results));
  }

  private static final Regression MIXED =
      regression(
          "2026-01-02T03:00:00Z",
          result("a/good", 97.5, 975),
          result("b/fell", 97.5, 974),
          SetResult.broken("c/<broken>", "engine", "no \"data\" & no card\u0001"),
          result("d/free", null, 1));

  @Test
  void aSetPassesFromItsFloorOnAndFallsBelow() {
    assertThat(MIXED.results())
        .extracting(SetResult::verdict)
        .containsExactly(Verdict.PASSED, Verdict.FELL, Verdict.BROKEN, Verdict.PASSED);
    assertThat(MIXED.results())
        .extracting(SetResult::text)
        .containsExactly(
            "97.50 % (975 of 1000), its floor is 97.5 %",
            "97.40 % (974 of 1000) is below its floor of 97.5 %",
            "could not be checked: no \"data\" & no card\u0001",
            "0.10 % (1 of 1000), no floor on its card");
  }

  @Test
  void aSetWithoutAnyImageIsNotChecked() {
    SetResult none =
        new SetResult("a", "engine", "lfcW1A1", "mnist", "bits", 0.0, 0, 0, 0, null, "no images");
    assertThat(none.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(none.accuracy()).isNaN();
  }

  @Test
  void junitHasATestCasePerSetAndTellsFailuresFromErrors() throws Exception {
    Path file = folder.resolve("junit.xml");
    RegressionJunit.write(MIXED, file);
    Element suite = parse(file).getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(4);
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message"))
        .isEqualTo("97.40 % (974 of 1000) is below its floor of 97.5 %");
    assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("b/fell");
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message"))
        .isEqualTo("could not be checked: no \"data\" & no card\ufffd");
    assertThat(((Element) error.getParentNode()).getAttribute("name")).isEqualTo("c/<broken>");
  }

  @Test
  void theHistoryGivesBackWhatWasAppended() {
    RegressionHistory history = new RegressionHistory(folder.resolve("deep/history.jsonl"));
    assertThat(history.read()).isEmpty();
    Regression second = regression("2026-01-03T03:00:00Z", result("a/good", 97.5, 990));
    history.append(MIXED);
    history.append(second);
    assertThat(history.read()).containsExactly(MIXED, second);
    assertThat(history.file()).content().hasLineCount(2).endsWith("}\n");
  }

  @Test
  void aLineThatIsNoResultIsNamedAndNothingIsLost() throws IOException {
    Path file = folder.resolve("history.jsonl");
    RegressionHistory history = new RegressionHistory(file);
    history.append(MIXED);
    for (String line : List.of("{\"time\":", "[]", "null", "{\"time\":\"now\"}", "")) {
      String text = Files.readString(file).lines().findFirst().orElseThrow() + "\n" + line + "\n";
      Files.writeString(file, text);
      assertThatThrownBy(() -> history.append(MIXED))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith(file + ", line 2: not a check result")
          .hasMessageEndingWith("; correct or delete the line");
      assertThat(file).hasContent(text);
    }
  }

  @Test
  void whatALaterVersionAddsToTheHistoryIsNoMistake() throws IOException {
    Path file = folder.resolve("history.jsonl");
    Files.writeString(
        file,
        "{\"time\":\"t\",\"machine\":\"m\",\"results\":[{\"set\":\"a\",\"place\":\"engine\","
            + "\"correct\":1,\"total\":2,\"watts\":3}]}\n");
    SetResult read = new RegressionHistory(file).read().get(0).results().get(0);
    assertThat(read.accuracy()).isEqualTo(50);
    assertThat(read.floor()).isNull();
  }

  @Test
  void thePageShowsWhatWentWrongFirstAndEverySetsChangeAndTrend() throws Exception {
    Path file = folder.resolve("page.html");
    List<Regression> earlier =
        List.of(
            regression("2026-01-01T03:00:00Z", result("a/good", 97.5, 970)),
            regression(
                "2026-01-01T09:00:00Z", result("a/good", 97.5, 972), result("b/fell", 97.5, 974)),
            regression("2026-01-01T12:00:00Z", SetResult.broken("a/good", "engine", "no data")));
    RegressionPage.write(MIXED, earlier, file);
    Document page = parse(file);
    assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("All parameter sets: 2 passed, 1 below the floor, 1 not checked");
    assertThat(cells(page, 3))
        .containsExactly(
            "a/good",
            "passed",
            "engine",
            "mnist",
            "bits",
            "97.50 % 975 of 1000",
            "97.5 %",
            "+0.30",
            "");
    assertThat(cells(page, 1))
        .startsWith("b/fell", "below the floor")
        .element(7)
        .isEqualTo("unchanged");
    assertThat(cells(page, 2))
        .containsExactly(
            "c/<broken>",
            "not checked",
            "engine",
            "could not be checked: no \"data\" & no card\ufffd");
    assertThat(page.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    Element line = (Element) page.getElementsByTagName("polyline").item(1);
    assertThat(line.getAttribute("points").split(" ")).hasSize(3);
  }

  @Test
  void theTrendRisesWithTheAccuracyAndMarksTheFloor() {
    List<SetResult> before = List.of(result("a", 90.0, 900), result("a", 90.0, 950));
    String svg = new Trend(before, result("a", 90.0, 1000)).svg();
    assertThat(svg)
        .contains("points=\"4.0,28.0 80.0,16.0 156.0,4.0\"")
        .contains("<line x1=\"0\" y1=\"28.0\" x2=\"160\" y2=\"28.0\"/>");
    assertThat(new Trend(List.of(), result("a", 90.0, 1)).svg()).isEmpty();
    String flat = new Trend(List.of(result("a", null, 900)), result("a", null, 900)).svg();
    assertThat(flat).contains("points=\"4.0,16.0 156.0,16.0\"").doesNotContain("<line");
  }

  private static List<String> cells(Document page, int row) {
    Element tr = (Element) page.getElementsByTagName("tr").item(row);
    return IntStream.range(0, tr.getElementsByTagName("td").getLength())
        .mapToObj(i -> tr.getElementsByTagName("td").item(i).getTextContent())
        .toList();
  }

  /** The page is well-formed XML, so what it says can be asked. */
  private static Document parse(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(file.toFile());
  }
}
