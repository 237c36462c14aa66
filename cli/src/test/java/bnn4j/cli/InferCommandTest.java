package bnn4j.cli;

import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.idx.IdxWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferCommandTest {
  private static final String GOLDEN = "golden/inference/mnist-lfcW1A1/";
  private static final String HELP = "Try 'bnn4j infer --help'.";

  @TempDir Path scratch;

  @Test
  void classesAndRawWordsAreTheOriginals() throws IOException {
    Path raw = scratch.resolve("raw/words.u64");
    CommandRun command =
        CommandRun.of("infer", published(), "--input", goldenInputs(), "--raw", raw);
    assertThat(command.err()).isEmpty();
    assertThat(command.code()).isZero();
    assertThat(command.lines()).isEqualTo(expected(3));
    assertThat(raw).hasSameBinaryContentAs(Shared.path(GOLDEN + "outputs.u64"));
  }

  @Test
  void theCallForOnePictureDecodesAsTheOriginals() throws IOException {
    CommandRun command =
        CommandRun.of("infer", published(), "--input", goldenInputs(), "--decode", "single");
    assertThat(command.lines()).isEqualTo(expected(2));
  }

  /** Lines of the golden classes in a column; a number that is no class has no name. */
  private static List<String> expected(int column) throws IOException {
    return Shared.rows(Shared.path(GOLDEN + "outputs.csv")).stream()
        .map(
            row ->
                "%s,%s,%s"
                    .formatted(
                        row[0], row[column], Integer.parseInt(row[column]) < 10 ? row[column] : ""))
        .toList();
  }

  @Test
  void traceWritesAccumulatorsAndActivationsOfEveryLayer() throws IOException {
    Path traces = scratch.resolve("traces");
    CommandRun command =
        CommandRun.of("infer", published(), "--input", goldenInputs(), "--trace", traces);
    assertThat(command.code()).isZero();
    for (int image = 0; image < 4; image++) {
      try (Stream<Path> files = Files.list(Shared.path(GOLDEN + "trace" + image))) {
        List<Path> golden = files.toList();
        assertThat(golden).hasSize(8);
        for (Path file : golden) {
          Path written = traces.resolve("trace" + image).resolve(file.getFileName());
          assertThat(gunzip(written)).isEqualTo(gunzip(file));
        }
      }
    }
  }

  private static byte[] gunzip(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  @Test
  void theTransformOnTheCardIsApplied() {
    TrainedRun run = TrainedRun.get();
    Path images = run.data().resolve("mnist/t10k-images-idx3-ubyte");
    Path host = scratch.resolve("host.idx3");
    CommandRun.of(
        "datasets",
        "export",
        "mnist",
        "--data",
        run.data(),
        "--params",
        run.parameters(),
        "--out",
        host);
    CommandRun plain = CommandRun.of("infer", run.parameters(), "--input", images);
    CommandRun exported = CommandRun.of("infer", run.parameters(), "--input", host);
    assertThat(plain.lines()).hasSize(SmallDigits.TEST_IMAGES);
    assertThat(exported).isEqualTo(plain);
  }

  @Test
  void picturesOfAnotherSizeAreRefused() {
    Path small =
        images(new LabeledImages(new ImageShape(1, 4, 5), new byte[20], new int[1], List.of("a")));
    assertThat(CommandRun.of("infer", blank("lfcW1A1"), "--input", small))
        .isEqualTo(
            refused("bnn4j infer: %s: images of 1x4x5; lfcW1A1 takes 1x28x28".formatted(small)));
  }

  @Test
  void whatIsNoFileOfPicturesIsRefused() throws IOException {
    Path text = Files.writeString(scratch.resolve("text"), "no pictures at all");
    assertThat(CommandRun.of("infer", blank("lfcW1A1"), "--input", text))
        .isEqualTo(
            refused(
                ("bnn4j infer: %s: is a text file; lfcW1A1 takes images (PNG, JPEG, PPM, GIF, BMP or"
                        + " WebP) or an IDX3 file")
                    .formatted(text)));
    Path none = scratch.resolve("none");
    assertThat(CommandRun.of("infer", blank("lfcW1A1"), "--input", none))
        .isEqualTo(
            refused("bnn4j infer: %s: no such file; expected an image file".formatted(none)));
  }

  @Test
  void bitsHaveNoArgmax() {
    assertThat(CommandRun.of("infer", blank("lfcW1A1"), "--input", "x", "--decode", "argmax"))
        .isEqualTo(
            refused(
                "bnn4j infer: decode argmax requires scores, but this overlay outputs one bit per"
                    + " class; use single or multiple"));
  }

  @Test
  void aDamagedSetIsRefused() throws IOException {
    Path set = blank("lfcW1A1");
    Files.write(set.resolve("1-7-thres.bin"), new byte[100]);
    CommandRun command = CommandRun.of("infer", set, "--input", "x");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err())
        .contains("1-7-thres.bin has 100 bytes, not a multiple of 8, expected 128 (16 words of 8)")
        .hasLineCount(1);
  }

  @Test
  void aSetThatIsNotThereIsRefused() {
    assertThat(CommandRun.at(scratch, "infer", "no/set", "--input", "x"))
        .isEqualTo(
            refused(
                ("bnn4j infer: parameter set 'no/set': not a folder and not a name under"
                        + " params-out or"
                        + " %s; 'params list' lists the sets")
                    .formatted(scratch.resolve("params-out"))));
  }

  @Test
  void aSetIsFoundByItsName() {
    BlankSet.write("lfcW1A1", 3, scratch.resolve("params-out/small/lfcW1A1"));
    Path one =
        images(
            new LabeledImages(new ImageShape(1, 28, 28), new byte[784], new int[1], List.of("a")));
    assertThat(CommandRun.at(scratch, "infer", "small/lfcW1A1", "--input", one))
        .isEqualTo(CommandRun.done("0,0,c0"));
  }

  @ParameterizedTest
  @CsvSource({
    "mnist-lfcW1A1, lfc-inputs.idx3-ubyte",
    "mnist-lfcW1A2, lfc-inputs.idx3-ubyte",
    "cifar10-cnvW1A1, cnv-inputs.cifar10.bin",
    "cifar10-cnvW1A2, cnv-inputs.cifar10.bin",
    "cifar10-cnvW2A2, cnv-inputs.cifar10.bin",
  })
  void theSimulatedOverlayGivesTheWordsOfTheOriginal(String set, String inputs) throws IOException {
    Path folder =
        Shared.unpack("golden/parameters/%s.tar.xz".formatted(set), scratch)
            .resolve(set.replace('-', '/'));
    Path input = Shared.path("golden/inference/inputs/" + inputs);
    Path raw = scratch.resolve("words.u64");
    CommandRun command =
        CommandRun.of("infer", folder, "--input", input, "--raw", raw, "--on", "simulation");
    assertThat(command).isEqualTo(CommandRun.of("infer", folder, "--input", input));
    assertThat(command.code()).isZero();
    assertThat(raw)
        .hasSameBinaryContentAs(Shared.path("golden/inference/%s/outputs.u64".formatted(set)));
  }

  @Test
  void onlyTheEngineShowsWhatHappensInside() {
    assertThat(
            CommandRun.of("infer", "x", "--input", "y", "--on", "simulation", "--trace", scratch))
        .isEqualTo(
            refused(
                "bnn4j infer: --trace requires --on engine or --on rtl; simulation"
                    + " returns only results"));
  }

  @Test
  void aPlaceThatIsNotKnownIsRefused() {
    assertThat(CommandRun.of("infer", "x", "--input", "y", "--on", "moon"))
        .isEqualTo(
            refused(
                "bnn4j infer: Invalid value for option '--on': expected engine, simulation, rtl,"
                    + " board or remote, found 'moon'",
                HELP));
  }

  @Test
  void nonsenseIsRefused() {
    assertThat(CommandRun.of("infer", "x"))
        .isEqualTo(refused("bnn4j infer: Missing required option: '--input=FILE'", HELP));
    assertThat(CommandRun.of("infer", "--input", "x"))
        .isEqualTo(
            refused(
                "bnn4j infer: Missing required parameter: 'PARAMS', or option '--network'", HELP));
    assertThat(CommandRun.of("infer", "x", "--input", "y", "--threads", "0"))
        .isEqualTo(
            refused(
                "bnn4j infer: Invalid value for option '--threads': expected an integer of at least"
                    + " 1, found '0'",
                HELP));
    assertThat(CommandRun.of("infer", "x", "--input", "y", "--timeout", "soon"))
        .isEqualTo(
            refused(
                "bnn4j infer: Invalid value for option '--timeout': expected an integer of at least"
                    + " 1, found 'soon'",
                HELP));
    assertThat(CommandRun.of("infer", "x", "--input", "y", "--decode", "best"))
        .isEqualTo(
            refused(
                "bnn4j infer: Invalid value for option '--decode': expected single, multiple or"
                    + " argmax, found 'best'",
                HELP));
  }

  private Path blank(String overlay) {
    return BlankSet.write(overlay, 10, scratch.resolve("set"));
  }

  private Path images(LabeledImages images) {
    Path file = scratch.resolve("images");
    IdxWriter.writeImages(images, file);
    return file;
  }

  private Path published() throws IOException {
    return Shared.unpack("golden/parameters/mnist-lfcW1A1.tar.xz", scratch)
        .resolve("mnist/lfcW1A1");
  }

  private static Path goldenInputs() {
    return Shared.path("golden/inference/inputs/lfc-inputs.idx3-ubyte");
  }
}
