package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final String SAME = "%d images compared: the same in every layer";
  private static final String INPUTS = "golden/inference/inputs/lfc-inputs.idx3-ubyte";

  @TempDir Path scratch;

  @Test
  void aSetComputesWhatTheOriginalTraced() throws IOException {
    CommandRun command =
        CommandRun.of(
            "compare",
            published("lfcW1A2"),
            Shared.path("golden/inference/mnist-lfcW1A2"),
            "--input",
            Shared.path(INPUTS));
    assertThat(command).isEqualTo(CommandRun.done(SAME.formatted(4)));
  }

  @Test
  void twoTracesNeedNoInput() throws IOException {
    Path golden = Shared.path("golden/inference/mnist-lfcW1A1");
    Path traces = scratch.resolve("traces");
    CommandRun.of("infer", published("lfcW1A1"), "--input", Shared.path(INPUTS), "--trace", traces);
    assertThat(CommandRun.of("compare", traces, golden))
        .isEqualTo(CommandRun.done(SAME.formatted(4)));
    CommandRun other =
        CommandRun.of("compare", golden, Shared.path("golden/inference/mnist-lfcW1A2"));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.lines().get(0))
        .isEqualTo(
            "4 images compared: 4 differ, 0 of them in their result; images by first"
                + " differing layer: layer 0: 4");
    assertThat(other.lines().get(1)).matches("first difference: layer 0, neuron \\d+, image 0");
  }

  @Test
  void aSetThatIsNotTheModelsIsToldByLayerNeuronAndImage() throws IOException {
    Path model = Shared.path("golden/finnthesizer/lfcW1A2-edge/mnist-1w-2a.npz");
    Path input = Shared.path(INPUTS);
    Path exact = scratch.resolve("exact");
    CommandRun.of("gen-weights", model, "--overlay", "lfcW1A2", "--out", exact);
    assertThat(CommandRun.of("compare", exact, model, "--input", input))
        .isEqualTo(CommandRun.done(SAME.formatted(60)));
    Path original = scratch.resolve("original");
    CommandRun.of(
        "gen-weights",
        model,
        "--overlay",
        "lfcW1A2",
        "--out",
        original,
        "--folding",
        "finnthesizer");
    CommandRun differing = CommandRun.of("compare", model, original, "--input", input);
    assertThat(differing.code()).isEqualTo(1);
    assertThat(differing.lines())
        .containsExactly(
            "60 images compared: 60 differ, 60 of them in their result; images by first"
                + " differing layer: layer 0:"
                + " 60",
            "first difference: layer 0, neuron 36, image 0",
            "  accelerator: accumulator -62, threshold -50 (margin -12),"
                + " threshold -46 (margin -16), activation -1",
            "  model: accumulator -44, value 1.00000 (0.500 from its step), activation 1");
  }

  @Test
  void aTrainedModelAgreesWithItsExport() {
    TrainedRun run = TrainedRun.get();
    assertThat(
            CommandRun.of(
                "compare",
                run.parameters(),
                run.model(),
                "--input",
                run.data().resolve("mnist/t10k-images-idx3-ubyte")))
        .isEqualTo(CommandRun.done(SAME.formatted(SmallDigits.TEST_IMAGES)));
  }

  @Test
  void whatCannotBeComparedIsRefused() throws IOException {
    Path set = BlankSet.write("lfcW1A1", 10, scratch.resolve("set"));
    assertThat(CommandRun.of("compare", set, set))
        .isEqualTo(CommandRun.refused("bnn4j compare: --input or --dataset is required"));
    Path npz = Files.write(scratch.resolve("a.npz"), new byte[3]);
    assertThat(CommandRun.of("compare", npz, npz))
        .isEqualTo(
            CommandRun.refused(
                "bnn4j compare: neither side names its overlay; specify it with --overlay"));
    CommandRun text =
        CommandRun.of("compare", set, Files.writeString(scratch.resolve("t.txt"), "text"));
    assertThat(text.code()).isEqualTo(2);
    assertThat(text.err()).contains("expected a DL4J model").hasLineCount(1);
  }

  private Path published(String overlay) throws IOException {
    return Shared.unpack("golden/parameters/mnist-%s.tar.xz".formatted(overlay), scratch)
        .resolve("mnist")
        .resolve(overlay);
  }

  @Test
  void setsForNetworksOfOtherShapesAreRefused() {
    CommandRun command =
        CommandRun.of("compare", "mnist/lfcW1A1", "cifar-10/cnvW1A1", "--input", "any.png");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err())
        .contains("mnist/lfcW1A1 is for lfcW1A1, cifar-10/cnvW1A1 for cnvW1A1; compare networks");
  }
}
