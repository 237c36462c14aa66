package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network of the user's own goes the whole way: YAML, training, export, proof. */
class OwnTopologyTest {
  private static final String DENSE =
      """
        - dense: {neurons: 24, simd: 4, pe: 4}
        - dense: {neurons: 16, simd: 8, pe: 2}
        - dense: {neurons: 10, simd: 4, pe: 8}
      """;

  /** A pool, two convolutions in a row, and another pool after the one by one. */
  private static final String CONVOLUTIONAL =
      """
        - convolution: {kernel: 3, channels: 8, simd: 1, pe: 4}
        - max-pool: {size: 2}
        - convolution: {kernel: 3, channels: 6, simd: 8, pe: 3}
        - convolution: {kernel: 1, channels: 12, simd: 6, pe: 2}
        - max-pool: {size: 2}
        - dense: {neurons: 20, simd: 4, pe: 5}
        - dense: {neurons: 10, simd: 4, pe: 8}
      """;

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "W1A1, 1, dense",
    "W1A2, 1, dense",
    "W2A2, 1, dense",
    "W2A2, 8, dense",
    "W1A1, 8, convolutional",
    "W1A2, 8, convolutional",
    "W2A2, 8, convolutional",
    "W1A1, 1, convolutional",
    "W1A2, 1, convolutional",
    "W2A2, 1, convolutional"
  })
  void whatIsTrainedIsWhatRunsInEveryNeuron(String precision, int inputBits, String kind)
      throws IOException {
    describe(precision, inputBits, kind.equals("dense") ? DENSE : CONVOLUTIONAL);
    Path run = train();
    Path set = run.resolve("params/mnist/own");
    assertThat(Files.readString(set.resolve("overlay.yaml"))).contains("precision: " + precision);
    assertThat(compare(set, run.resolve("model.zip")))
        .isEqualTo(
            CommandRun.done(
                "%d images compared: the same in every layer".formatted(SmallDigits.TEST_IMAGES)));
  }

  @Test
  void runAndModelNeedNothingBesideThem() throws IOException {
    Path description = describe("W1A2", 1, CONVOLUTIONAL);
    Path run = train();
    Files.delete(description);
    assertThat(run.resolve("overlay.yaml")).content().contains("name: own");
    assertThat(run.resolve("config.yaml")).content().startsWith("network: overlay.yaml\n");
    assertThat(run.resolve("report.html")).content().contains("own on mnist", "kernel: 3");

    Path alone = Files.copy(run.resolve("model.zip"), scratch.resolve("alone.zip"));
    Path set = scratch.resolve("set");
    CommandRun generated = CommandRun.of("gen-weights", alone, "--out", set);
    assertThat(generated.code()).as(generated.err()).isZero();
    assertThat(compare(set, alone).code()).isZero();
    assertThat(FolderContent.of(set).keySet())
        .isEqualTo(FolderContent.of(run.resolve("params/mnist/own")).keySet());

    // The resolved config is an experiment like any other, and gives the same network.
    CommandRun again = train(run.resolve("config.yaml"), scratch.resolve("again"));
    assertThat(again.code()).as(again.err()).isZero();
    Path other = TrainedRun.newest(scratch.resolve("again/config"));
    assertThat(Files.readString(other.resolve("overlay.yaml")))
        .isEqualTo(Files.readString(run.resolve("overlay.yaml")));
    assertThat(Files.readAllBytes(other.resolve("params/mnist/own/0-0-weights.bin")))
        .isEqualTo(Files.readAllBytes(run.resolve("params/mnist/own/0-0-weights.bin")));
  }

  @Test
  void aRunGoesOnOnlyWithTheOverlayItBeganWith() throws IOException {
    Path description = describe("W1A1", 1, DENSE);
    Path run = train();
    Files.writeString(
        description, Files.readString(description).replace("neurons: 24", "neurons: 32"));
    CommandRun resumed = train(config(), scratch.resolve("runs"), "--resume");
    assertThat(resumed)
        .isEqualTo(
            CommandRun.refused(
                ("bnn4j train: %s started with '- dense: {neurons: 24, simd: 4, pe: 4}', but the"
                        + " config contains '- dense: {neurons: 32, simd: 4, pe: 4}'; undo the change, or start"
                        + " again without --resume")
                    .formatted(run)));
  }

  @Test
  void whatCannotBeTrainedIsRefusedBeforeAnythingIsDone() throws IOException {
    Path description = scratch.resolve("own.yaml");
    refused(
        "W1A1",
        DENSE.replace("neurons: 24", "neurons: 7"),
        "%s: overlay own, layer 0: PE 4 does not divide 7 rows; legal values are 1, 7"
            .formatted(description));
    refused(
        "W1A1",
        """
          - dense: {neurons: 16, simd: 64, pe: 4}
          - convolution: {kernel: 1, channels: 8, simd: 8, pe: 2}
          - dense: {neurons: 10, simd: 4, pe: 8}
        """,
        "overlay own, layer 1: a convolution after a dense layer cannot be trained; use a"
            + " dense layer, which is equivalent");
    refused(
        "W1A2",
        """
          - dense: {neurons: 40000, simd: 64, pe: 4}
          - dense: {neurons: 10, simd: 4, pe: 8}
        """,
        scratch.resolve("own.yaml")
            + ": overlay own, layer 1: accumulators from -40000 to 40000 do not fit its 16-bit thresholds; use fewer"
            + " synapses than 40000");
    Files.delete(description);
    assertThat(train(config(), scratch.resolve("runs")))
        .isEqualTo(
            CommandRun.refused(
                "bnn4j train: %s, line 1: own.yaml: no such file; expected an overlay in YAML"
                    .formatted(config())));
  }

  private void refused(String precision, String layers, String message) throws IOException {
    describe(precision, 1, layers);
    assertThat(train(config(), scratch.resolve("runs")))
        .isEqualTo(CommandRun.refused("bnn4j train: %s, line 1: %s".formatted(config(), message)));
    assertThat(scratch.resolve("runs")).doesNotExist();
  }

  /** Writes an overlay, and beside it a config that names it. */
  private Path describe(String precision, int inputBits, String layers) throws IOException {
    Files.writeString(
        config(),
        """
        network: own.yaml
        dataset: mnist
        validation: 60
        epochs: 2
        batch-size: 20
        learning-rate: {start: 0.01, end: 0.001}
        dropout: {input: 0.1, hidden: 0.1}
        """);
    return Files.writeString(
        scratch.resolve("own.yaml"),
        """
        name: own
        precision: %s
        input: {channels: 1, dimension: 14, bits: %d}
        layers:
        %s"""
            .formatted(precision, inputBits, layers));
  }

  private Path config() {
    return scratch.resolve("config.yaml");
  }

  private Path train() throws IOException {
    CommandRun trained = train(config(), scratch.resolve("runs"));
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("float network and engine differ on 0 images");
    return TrainedRun.newest(scratch.resolve("runs/config"));
  }

  private static CommandRun train(Path config, Path out, String... more) {
    Object[] words = {"train", "--config", config, "--data", TrainedRun.get().data(), "--out", out};
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return withoutWarning(CommandRun.of(all));
  }

  private static CommandRun compare(Path set, Path model) {
    return withoutWarning(
        CommandRun.of(
            "compare", set, model, "--dataset", "mnist", "--data", TrainedRun.get().data()));
  }

  /** The pictures are converted to 14x14, which is said. */
  private static CommandRun withoutWarning(CommandRun run) {
    return new CommandRun(
        run.code(), run.out(), run.err().replaceAll("warning: the images of mnist.*\n", ""));
  }
}
