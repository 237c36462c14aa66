package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX files out and in, through the commands. */
class OnnxCommandsTest {
  private static final Path MODELS = Path.of("golden/qonnx/models");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"finn", "onnx"})
  void exportImportExportGivesTheSameBytes(String format) throws IOException {
    Path first = folder.resolve("first.onnx");
    CommandRun export =
        CommandRun.of("export", "mnist/lfcW1A2", "--format", format, "--out", first);
    assertThat(export.code()).as(export.err()).isZero();
    assertThat(export.out()).contains("mnist/lfcW1A2 as " + format + ", pixels in, bits and class");
    Path set = folder.resolve("set");
    CommandRun in = CommandRun.of("gen-weights", first, "--overlay", "lfcW1A2", "--out", set);
    assertThat(in.code()).as(in.err()).isZero();
    assertThat(in.out()).contains("thresholds proven for all sums, pixels from 0 to 255");
    Path second = folder.resolve("second.onnx");
    assertThat(CommandRun.of("export", set, "--format", format, "--out", second).code()).isZero();
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    assertThat(set.resolve("classes.txt"))
        .hasSameTextualContentAs(Path.of("../params-out/mnist/lfcW1A2/classes.txt"));
  }

  @Test
  void anImportedSetIsTheExportedOneToTheByteWhereItDecides() throws IOException {
    Path file = export("mnist/lfcW1A1");
    Path set = folder.resolve("set");
    CommandRun.of("gen-weights", file, "--overlay", "lfcW1A1", "--out", set);
    assertThat(set.resolve("1-0-weights.bin"))
        .hasSameBinaryContentAs(Path.of("../params-out/mnist/lfcW1A1/1-0-weights.bin"));
  }

  @Test
  void aLadderStaysALadder() {
    Path file = export("fashion-mnist-ladder/lfcW1A1");
    Path set = folder.resolve("set");
    CommandRun in = CommandRun.of("gen-weights", file, "--overlay", "lfc", "--out", set);
    assertThat(in.code()).as(in.err()).isZero();
    assertThat(in.out()).contains("10 classes");
    assertThat(CommandRun.of("params", "show", set).out()).contains("10");
  }

  @Test
  void comparingASetWithItsOwnGraphFindsNothing() throws IOException {
    Path file = export("mnist/lfcW1A1");
    CommandRun same = CommandRun.of("compare", "mnist/lfcW1A1", file, "--input", digits());
    assertThat(same.err()).isEmpty();
    assertThat(same.out()).isEqualTo("60 images compared: the same in every layer\n");
    assertThat(same.code()).isZero();
  }

  @Test
  void comparingASetWithAnotherGraphNamesTheFirstDifference() throws IOException {
    Path file = export("mnist/lfcW1A1");
    Path changed = folder.resolve("changed");
    CommandRun.of("gen-weights", file, "--overlay", "lfc", "--out", changed);
    Path thresholds = changed.resolve("1-3-thres.bin");
    byte[] words = Files.readAllBytes(thresholds);
    Arrays.fill(words, 8, 16, (byte) 0); // neuron 67 of layer 1 fires at a count above 0
    Files.write(thresholds, words);
    CommandRun differ = CommandRun.of("compare", changed, file, "--input", digits());
    assertThat(differ.code()).isEqualTo(1);
    assertThat(differ.out())
        .contains("first difference: layer 1, neuron 67", changed + ": accumulator", "threshold 0");
  }

  @Test
  void anOverlayForAGraphIsPrintedAndUsed() throws IOException {
    Path model = Shared.path(MODELS + "/cnv-w1a2/model.onnx");
    CommandRun from = CommandRun.of("overlays", "from", model, "--name", "small");
    assertThat(from.code()).as(from.err()).isZero();
    assertThat(from.out()).startsWith("name: small\nprecision: W1A2\n");
    Path yaml = Files.writeString(folder.resolve("small.yaml"), from.out());
    assertThat(CommandRun.of("overlays", "show", yaml).code()).isZero();
    Path set = folder.resolve("set");
    CommandRun in = CommandRun.of("gen-weights", model, "--overlay", yaml, "--out", set);
    assertThat(in.code()).as(in.err()).isZero();
    assertThat(in.err()).contains("--decode argmax");
    assertThat(CommandRun.of("params", "show", set).out()).contains("small");
  }

  @Test
  void theNameOfAnOverlayIsMadeOfTheFiles() {
    Path model = Shared.path(MODELS + "/dense-w1a1/model.onnx");
    assertThat(CommandRun.of("overlays", "from", model).out())
        .contains("name: model\n", "output: scores\n");
    CommandRun taken = CommandRun.of("overlays", "from", model, "--name", "lfcW1A1");
    assertThat(taken.code()).isEqualTo(2);
    assertThat(taken.err()).contains("the name lfcW1A1 belongs to a published overlay");
  }

  @Test
  void whatNoOverlayCanDoIsRefusedByFileAndNode() {
    Path model = Shared.path(MODELS + "/no-average-pool/model.onnx");
    CommandRun refused =
        CommandRun.of("gen-weights", model, "--overlay", "cnv", "--out", folder.resolve("set"));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(model + ": node AveragePool_22 (AveragePool): overlays pool the largest");
    assertThat(folder.resolve("set")).doesNotExist();
  }

  @Test
  void damagedFilesAndMissingOptionsAreRefused() throws IOException {
    Path whole = export("mnist/lfcW1A1");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = folder.resolve("cut.onnx");
    for (int length : new int[] {0, 1, 100, bytes.length / 2, bytes.length - 1}) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      CommandRun run = CommandRun.of("gen-weights", cut, "--overlay", "lfc", "--out", folder);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("cut.onnx").doesNotContain("This is a bug");
    }
    CommandRun overlay = CommandRun.of("gen-weights", whole);
    assertThat(overlay.code()).isEqualTo(2);
    assertThat(overlay.err()).contains("specify it with --overlay, or let 'overlays from");
    CommandRun ladder =
        CommandRun.of("gen-weights", whole, "--overlay", "lfc", "--output", "ladder");
    assertThat(ladder.err()).contains("do not apply to ONNX graphs");
    CommandRun set = CommandRun.of("export", whole, "--out", folder.resolve("x.onnx"));
    assertThat(set.err()).contains("requires a parameter set");
    CommandRun trained =
        CommandRun.of(
            "export", "mnist/lfcW1A1", "--format", "qonnx", "--out", folder.resolve("x.onnx"));
    assertThat(trained.err()).contains("--format qonnx requires a model.zip or .npz");
    assertThat(folder.resolve("x.onnx")).doesNotExist();
  }

  @Test
  void aTrainedNetworkThatQonnxCannotSayIsRefusedByNeuron() {
    Path npz = Shared.path("golden/finnthesizer/cnvW1A2-plain/cifar10-1w-2a.npz");
    CommandRun run =
        CommandRun.of(
            "export",
            npz,
            "--format",
            "qonnx",
            "--overlay",
            "cnvW1A2",
            "--out",
            folder.resolve("x.onnx"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(npz + ": layer 1, neuron 0: pooled before a batch norm");
  }

  private Path export(String set) {
    Path file = folder.resolve("set.onnx");
    CommandRun export = CommandRun.of("export", set, "--out", file);
    assertThat(export.code()).as(export.err()).isZero();
    return file;
  }

  private static Path digits() {
    return Shared.path("golden/inference/inputs/lfc-inputs.idx3-ubyte");
  }
}
