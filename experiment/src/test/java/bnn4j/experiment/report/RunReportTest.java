package bnn4j.experiment.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.evaluation.report.ConfusionMatrix;
import bnn4j.experiment.report.RunSummary.Accuracy;
import bnn4j.experiment.report.RunSummary.Agreement;
import bnn4j.experiment.report.RunSummary.Fact;
import bnn4j.experiment.report.RunSummary.Mistake;
import bnn4j.trainer.loop.EpochMetrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class RunReportTest {
  private static final RunSummary RUN =
      MadeUpRun.summary("fashion-lfc", MadeUpRun.confusion(MadeUpRun.FASHION, 1000), 12);

  @TempDir Path folder;

  private String write(RunSummary run) throws IOException {
    Path html = folder.resolve("report.html");
    RunReport.write(run, html);
    return Files.readString(html);
  }

  private static Document parsed(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(UTF_8)));
  }

  private static List<Element> elements(Document document, String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static RunSummary titled(String title, String text, List<Mistake> mistakes) {
    return new RunSummary(
        title,
        text,
        List.of(new Accuracy(text, text, 1, 2)),
        OptionalDouble.of(85.5),
        List.of(),
        null,
        new ConfusionMatrix(List.of(text, text), new long[][] {{1, 1}, {0, 0}}),
        new Agreement(2, 1, List.of(text)),
        mistakes,
        text,
        7,
        List.of(new Fact(text, text)),
        List.of(new Fact(text, text)),
        Duration.ofSeconds(42),
        Instant.EPOCH,
        List.of(new Fact(text, text)));
  }

  @Test
  void thePageRefersToNothingOutsideItself() throws Exception {
    String html = write(RUN);
    Document page = parsed(html);
    List<String> addresses = new ArrayList<>();
    elements(page, "img").forEach(img -> addresses.add(img.getAttribute("src")));
    elements(page, "source").forEach(source -> addresses.add(source.getAttribute("srcset")));
    assertThat(addresses)
        .hasSize(3 + 3 + 2 * 24)
        .allMatch(a -> a.startsWith("data:image/png;base64,"));
    for (String tag : List.of("script", "link", "iframe", "object", "embed", "a")) {
      assertThat(elements(page, tag)).as(tag).isEmpty();
    }
    assertThat(html).doesNotContain("http:", "https:", "url(", "@import", "file:");
  }

  @Test
  void everyEmbeddedPictureIsAPicture() throws Exception {
    for (Element img : elements(parsed(write(RUN)), "img")) {
      byte[] png = Base64.getDecoder().decode(img.getAttribute("src").split(",", 2)[1]);
      assertThat(ImageIO.read(new ByteArrayInputStream(png))).isNotNull();
    }
  }

  @Test
  void thePageTellsWhatTheRunWas() throws Exception {
    Element main = elements(parsed(write(RUN)), "main").get(0);
    String text = main.getTextContent().replaceAll("\\s+", " ");
    assertThat(text)
        .contains("lfcW1A1 on fashion-mnist, 12 epochs in 1 h 12 min")
        .contains("floor of 85.5 % reached")
        .contains("exported set 86.43%", "highest bit, as the overlay decodes, 8643 of 10000")
        .contains("float network 87.05%", "argmax, 8705 of 10000")
        .contains(
            "Float network and exported set differ on 1 of 10000 test images. image 7, layer 2,")
        .contains("network: lfcW1A1 dataset: fashion-mnist epochs: 12")
        .contains("seed1234", "JDK17.0.15", "machine2 cores", "DL4J1.0.0-M2.1")
        .contains("commit0123456789abcdef0123456789abcdef01234567")
        .contains("T-shirt/top predicted as Dressmargin 6.30");
  }

  @Test
  void theConfusionTableHoldsEveryCount() throws Exception {
    ConfusionMatrix matrix = RUN.confusion();
    Element table =
        elements(parsed(write(RUN)), "table").stream()
            .filter(t -> t.getAttribute("class").startsWith("confusion"))
            .findFirst()
            .orElseThrow();
    NodeList cells = table.getElementsByTagName("td");
    assertThat(cells.getLength()).isEqualTo(10 * 11);
    for (int actual = 0; actual < 10; actual++) {
      for (int predicted = 0; predicted < 10; predicted++) {
        assertThat(cells.item(actual * 11 + predicted).getTextContent())
            .isEqualTo(Long.toString(matrix.count(actual, predicted)));
      }
    }
  }

  @Test
  void everyTextIsEscaped() throws Exception {
    String nasty = "<script>alert('x')</script> & \"quoted\" \u0001";
    byte[] png = RUN.mistakes().get(0).png();
    String html =
        write(titled(nasty, nasty, List.of(new Mistake(nasty, png, png, nasty, nasty, 1))));
    Document page = parsed(html);
    assertThat(elements(page, "script")).isEmpty();
    assertThat(elements(page, "h1").get(0).getTextContent())
        .isEqualTo(nasty.replace('\u0001', '\ufffd'));
  }

  @Test
  void eachMistakeHasItsFileAndWhatTheNetworkSaw() throws Exception {
    Element first = elements(parsed(write(RUN)), "figure").stream().findFirst().orElseThrow();
    NodeList pictures = first.getElementsByTagName("img");
    assertThat(pictures.getLength()).isEqualTo(2);
    assertThat(((Element) pictures.item(0)).getAttribute("src"))
        .isNotEqualTo(((Element) pictures.item(1)).getAttribute("src"));
    assertThat(first.getTextContent()).contains("shoes/0.png");
  }

  @Test
  void theSelectedEpochIsThatOfTheCardAndNotTheBestOfAllStages() throws Exception {
    List<EpochMetrics> epochs =
        List.of(epoch(1, 90), epoch(2, 95), epoch(3, 70), epoch(4, 80), epoch(5, 75));
    RunSummary stage = MadeUpRun.summary("a", RUN.confusion(), 3);
    assertThat(text(stage.ofChain(epochs, "", Duration.ZERO)))
        .contains("selected epoch2 of 3 in the last stage (epoch 4 of the curves)")
        .contains("its validation accuracy80.00 %");
    assertThat(text(stage)).contains("selected epoch2 of 3 ").doesNotContain("last stage");
  }

  private static EpochMetrics epoch(int number, double validation) {
    return new EpochMetrics(number, 0.5, 60, validation, 0.001, 1000, 1);
  }

  private String text(RunSummary run) throws Exception {
    return elements(parsed(write(run)), "main").get(0).getTextContent().replaceAll("\\s+", " ");
  }

  /** Of names that are cut in the head of a column, the ends may tell them apart. */
  @Test
  void longClassNamesAreNumbered() throws Exception {
    String name = "a name of more than sixteen characters, ";
    ConfusionMatrix matrix =
        new ConfusionMatrix(List.of(name + "a", name + "b"), new long[][] {{4, 6}, {1, 9}});
    Document page = parsed(write(MadeUpRun.summary("long", matrix, 2)));
    assertThat(
            elements(page, "th").stream()
                .filter(th -> th.getAttribute("class").equals("class"))
                .map(Element::getTextContent))
        .containsExactly("0 " + name + "a", "1 " + name + "b");
    assertThat(text(RUN)).contains("actual \\ predictedT-shirt/top");
  }

  /** White letters on orange are hard to read. */
  @Test
  void onlyStrongBlueHasWhiteLetters() throws Exception {
    ConfusionMatrix matrix = new ConfusionMatrix(List.of("a", "b"), new long[][] {{0, 9}, {0, 9}});
    List<Element> strong =
        elements(parsed(write(MadeUpRun.summary("x", matrix, 2))), "td").stream()
            .filter(td -> td.getAttribute("class").equals("strong"))
            .toList();
    assertThat(strong).hasSize(1);
    assertThat(strong.get(0).getAttribute("title")).isEqualTo("b predicted as b: 9");
  }

  /** They have to be copied whole, and 64 characters fit a line of the card in a small font. */
  @Test
  void checksumsAreSmallEnoughForOneLine() throws Exception {
    assertThat(write(RUN))
        .contains("<td><code>0123456789abcdef0123456789abcdef01234567</code></td>");
  }

  @Test
  void aMissedFloorIsSaid() throws Exception {
    assertThat(write(titled("a", "b", List.of()))).contains("floor of 85.5 % missed");
  }

  @Test
  void whatWasNotMeasuredIsLeftOut() throws Exception {
    RunSummary bare =
        new RunSummary(
            "bare",
            "nothing",
            List.of(),
            OptionalDouble.of(50),
            List.of(),
            null,
            null,
            null,
            List.of(),
            "",
            0,
            List.of(),
            List.of(),
            Duration.ofSeconds(65),
            Instant.parse("2026-01-02T03:04:05Z"),
            List.of());
    List<String> headings =
        elements(parsed(write(bare)), "h2").stream().map(Element::getTextContent).toList();
    assertThat(headings).containsExactly("Config and provenance");
    assertThat(write(bare))
        .contains("nothing, 0 epochs in 1 min 5 s, 2 January 2026, 03:04 UTC")
        .doesNotContain("floor of");
  }

  @Test
  void theReportReplacesAnOlderOneAndLeavesNothingBeside() throws Exception {
    write(RUN);
    write(titled("newer", "x", List.of()));
    assertThat(folder.resolve("report.html")).content().contains("<h1>newer</h1>");
    assertThat(folder.toFile().list()).containsExactly("report.html");
  }
}
