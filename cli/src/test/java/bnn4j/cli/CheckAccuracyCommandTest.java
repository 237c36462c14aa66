package bnn4j.cli;

import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class CheckAccuracyCommandTest {
  private static final String HELP = "Try 'bnn4j check-accuracy --help'.";

  @TempDir Path scratch;

  @Test
  void thePublishedSetGets9840Of10000() throws IOException {
    Path set =
        Shared.unpack("golden/parameters/mnist-lfcW1A1.tar.xz", scratch).resolve("mnist/lfcW1A1");
    Shared.unpack("datasets/mnist.tar.xz", scratch.resolve("data"));
    Path json = scratch.resolve("result.json");
    CommandRun command = check(set, scratch.resolve("data"), "--min", "98.4", "--json", json);
    assertThat(command.err()).isEmpty();
    assertThat(command.out())
        .contains("9840 of 10000 correct, 98.40 %")
        .endsWith("passed: 98.40 % is at least the minimum of 98.4 %\n");
    assertThat(command.code()).isZero();
    JsonNode result = read(json);
    assertThat(result.get("correct").asInt()).isEqualTo(9840);
    assertThat(result.get("total").asInt()).isEqualTo(10000);
    assertThat(result.get("accuracy").asDouble()).isEqualTo(98.4);
    assertThat(result.get("passed").asBoolean()).isTrue();
    assertThat(result.get("dataset").asText()).isEqualTo("mnist");
    assertThat(result.get("decode").asText()).isEqualTo("multiple");
    assertThat(result.get("confusion")).hasSize(10);
  }

  @Test
  void theSimulatedOverlayGetsTheSame9840Of10000() throws IOException {
    Path set =
        Shared.unpack("golden/parameters/mnist-lfcW1A1.tar.xz", scratch).resolve("mnist/lfcW1A1");
    Shared.unpack("datasets/mnist.tar.xz", scratch.resolve("data"));
    CommandRun command = check(set, scratch.resolve("data"), "--on", "simulation", "--min", "98.4");
    assertThat(command.err()).isEmpty();
    assertThat(command.out()).contains("9840 of 10000 correct, 98.40 %");
    assertThat(command.code()).isZero();
  }

  @Test
  void aSetBelowTheMinimumFailsAndItsResultIsStillWritten() throws Exception {
    Path json = scratch.resolve("result.json");
    Path junit = scratch.resolve("result.xml");
    CommandRun command =
        check(blank(10), smallDigits(), "--min", "98", "--json", json, "--junit", junit);
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err())
        .isEqualTo(
            "warning: classes are matched by number, as their names differ: class 0 is '0' in the"
                + " dataset, 'c0' in the parameter set\n");
    assertThat(command.out())
        .contains("(lfcW1A1) on mnist, test images, decode multiple: 10 of 100 correct, 10.00 %")
        .endsWith("FAILED: 10.00 % is less than the minimum of 98.0 %\n");
    assertThat(read(json).get("passed").asBoolean()).isFalse();
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(junit.toFile())
            .getDocumentElement();
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message"))
        .isEqualTo("10.00 % is less than the minimum of 98.0 %");
  }

  @Test
  void withoutAMinimumAnyAccuracyIsDone() {
    CommandRun command = check(blank(10), smallDigits());
    assertThat(command.code()).isZero();
    assertThat(command.lines()).last().asString().contains("10 of 100 correct");
  }

  @Test
  void theDataSetOnTheCardIsTheDefault() {
    TrainedRun run = TrainedRun.get();
    CommandRun command =
        CommandRun.of("check-accuracy", run.parameters(), "--data", run.data(), "--threads", 1);
    assertThat(command.code()).isZero();
    assertThat(command.out()).contains("on mnist, test images", "of 100 correct");
  }

  @Test
  void theImagesThatTrainingHeldBackGiveTheAccuracyOfItsBestEpoch() throws IOException {
    TrainedRun run = TrainedRun.get();
    CommandRun command = check(run.parameters(), run.data(), "--split", "validation");
    assertThat(command.code()).as(command.err()).isZero();
    String percent = command.out().replaceFirst("(?s).*of 60 correct, ([0-9.]+) %.*", "$1");
    assertThat(Files.readAllLines(run.folder().resolve("metrics.csv")).stream().skip(1))
        .extracting(line -> "%.2f".formatted(Double.parseDouble(line.split(",", -1)[3])))
        .contains(percent);
  }

  @Test
  void withoutACardNobodyKnowsWhatWasHeldBack() {
    Path set = blank(10);
    assertThat(check(set, smallDigits(), "--split", "validation"))
        .isEqualTo(
            refused(
                ("bnn4j check-accuracy: %s has no card with the validation split of mnist; use"
                        + " --split test or training")
                    .formatted(set)));
  }

  @Test
  void withoutACardTheDataSetMustBeNamed() {
    Path set = blank(10);
    assertThat(CommandRun.of("check-accuracy", set, "--data", scratch))
        .isEqualTo(
            refused(
                "bnn4j check-accuracy: %s has no card that names a dataset; specify one with --dataset"
                    .formatted(set)));
  }

  @Test
  void aSetWithAnotherNumberOfClassesIsRefusedBeforeAnythingIsLoaded() {
    Path set = blank(47);
    assertThat(check(set, scratch.resolve("nothing here")))
        .isEqualTo(
            refused(
                ("bnn4j check-accuracy: dataset mnist has 10 classes, %s has 47; use the dataset that"
                        + " the set was trained on")
                    .formatted(set)));
  }

  @Test
  void aSetForOtherPicturesGetsThemConvertedWithAWarning() {
    Path set = BlankSet.write("cnvW1A1", 10, scratch.resolve("set"));
    assertThat(check(set, scratch).err())
        .startsWith(
            "warning: the images of mnist (1x28x28) are converted to 3x32x32; see"
                + " docs/datasets.md\n");
  }

  @Test
  void dataThatIsNotThereIsNamed() {
    Path data = scratch.resolve("data");
    assertThat(check(blank(10), data))
        .isEqualTo(
            refused(
                ("bnn4j check-accuracy: t10k-images-idx3-ubyte is not in %s; fetch it with:"
                        + " datasets fetch mnist --data %s")
                    .formatted(data.resolve("mnist"), data)));
  }

  @Test
  void aResultThatCannotBeWrittenIsToldWhere() throws IOException {
    Path file = Files.createFile(scratch.resolve("file"));
    CommandRun command = check(blank(10), smallDigits(), "--json", file.resolve("result.json"));
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err())
        .isEqualTo(
            "bnn4j check-accuracy: --json: %s cannot be written: %s is a file, not a folder\n"
                .formatted(file.resolve("result.json"), file));
  }

  @Test
  void aFileOfThePicturesToCheckIsNotReplaced() throws IOException {
    Path labels = Files.writeString(scratch.resolve("val.txt"), "kept");
    for (String kind : List.of("folder", "voc", "ilsvrc")) {
      assertThat(
              CommandRun.of("check-accuracy", "--dataset", kind + ":" + scratch, "--json", labels))
          .isEqualTo(
              refused(
                  "bnn4j check-accuracy: --json: %s is a file of %s, which would be lost; give another file"
                      .formatted(labels, scratch)));
      assertThat(labels).hasContent("kept");
    }
    for (String kind : List.of("voc", "ilsvrc")) {
      assertThat(
              CommandRun.of(
                  "check-accuracy", "--dataset", kind, "--data", scratch, "--json", labels))
          .isEqualTo(
              refused(
                  "bnn4j check-accuracy: --json: %s is a file of %s, which would be lost; give another file"
                      .formatted(labels, scratch)));
      assertThat(labels).hasContent("kept");
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThat(CommandRun.of("check-accuracy", "x", "--on", "moon"))
        .isEqualTo(
            refused(
                "bnn4j check-accuracy: Invalid value for option '--on': expected engine,"
                    + " simulation, rtl, board or remote, found 'moon'",
                HELP));
    for (String minimum : new String[] {"x", "101", "-1", "NaN"}) {
      assertThat(CommandRun.of("check-accuracy", "x", "--min", minimum))
          .isEqualTo(
              refused(
                  ("bnn4j check-accuracy: Invalid value for option '--min': expected a number from 0"
                          + " to 100, found '%s'")
                      .formatted(minimum),
                  HELP));
    }
    assertThat(CommandRun.of("check-accuracy", "x", "--split", "half"))
        .isEqualTo(
            refused(
                "bnn4j check-accuracy: Invalid value for option '--split': expected training,"
                    + " validation or test, found 'half'",
                HELP));
    assertThat(CommandRun.of("check-accuracy"))
        .isEqualTo(refused("bnn4j check-accuracy: Missing required parameter: 'PARAMS'", HELP));
  }

  private static JsonNode read(Path json) throws IOException {
    return JsonMapper.builder().build().readTree(Files.readString(json));
  }

  private Path blank(int classes) {
    return BlankSet.write("lfcW1A1", classes, scratch.resolve("set"));
  }

  private Path smallDigits() {
    return SmallDigits.writeInto(scratch.resolve("data"));
  }

  private static CommandRun check(Path set, Path data, Object... more) {
    Object[] all = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"check-accuracy", set, "--dataset", "mnist", "--data", data}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return CommandRun.of(all);
  }
}
