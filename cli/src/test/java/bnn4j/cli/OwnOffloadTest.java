package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network of the user's own for an offload overlay, the whole way through the commands. */
class OwnOffloadTest {
  /** Activations of three bits; padding, a stride, a pool of 2. */
  private static final String W1A3 =
      """
        - convolution: {kernel: 3, channels: 8, padding: 1}
        - convolution: {kernel: 3, channels: 40, padding: 1}
        - max-pool: {size: 2}
        - convolution: {kernel: 3, channels: 12, stride: 2, padding: 1}
        - dense: {neurons: 10}
      """;

  /** Activations of two bits; a kernel of 5, pools of 3 that overlap. */
  private static final String W1A2 =
      """
        - convolution: {kernel: 5, channels: 8, padding: 2}
        - convolution: {kernel: 5, channels: 40, padding: 2}
        - max-pool: {size: 3, stride: 2}
        - convolution: {kernel: 3, channels: 12, padding: 1}
        - max-pool: {size: 3, stride: 2}
        - dense: {neurons: 10}
      """;

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({"W1A3", "W1A2"})
  void whatIsTrainedIsWhatRunsInEveryActivation(String overlay) throws IOException {
    Path run = train(overlay);
    Path set = run.resolve("params/mnist/own");
    assertThat(set.resolve("card.yaml")).content().contains("0 scores of float network and set");
    Path data = TrainedRun.get().data();

    // Engine, simulated registers and float network: every layer of every test image.
    for (Object other : List.of(set, run.resolve("model.zip"))) {
      assertThat(
              withoutWarning(
                  CommandRun.of(
                      "compare",
                      other,
                      set,
                      "--on",
                      "simulation",
                      "--dataset",
                      "mnist",
                      "--data",
                      data)))
          .extracting(CommandRun::code, CommandRun::err)
          .containsExactly(0, "");
    }
    CommandRun onEngine = check(set, "engine");
    assertThat(onEngine.code()).as(onEngine.err()).isZero();
    assertThat(figures(check(set, "simulation"))).isEqualTo(figures(onEngine));

    Path picture = picture();
    CommandRun seen = infer(set, picture, "engine");
    assertThat(seen.out()).matches("0,\\d,\\d\n");
    assertThat(infer(set, picture, "simulation")).isEqualTo(seen);
  }

  @Test
  void theSetIsMadeInstalledShownAndComparedAsOthersAre() throws IOException {
    Path run = train("W1A3");
    Path set = run.resolve("params/mnist/own");

    Path made = scratch.resolve("made/mnist/own");
    CommandRun generated = CommandRun.of("gen-weights", run.resolve("model.zip"), "--out", made);
    assertThat(generated.err()).isEmpty();
    assertThat(generated.out()).contains("for offload overlay W1A3, folding exact, output scores");
    assertThat(FolderContent.of(made).keySet()).isEqualTo(FolderContent.of(set).keySet());
    assertThat(made.resolve("binparam-own/2-3-thres.bin"))
        .hasSameBinaryContentAs(set.resolve("binparam-own/2-3-thres.bin"));
    CommandRun ladder =
        CommandRun.of("gen-weights", run.resolve("model.zip"), "--out", made, "--output", "ladder");
    assertThat(ladder.code()).isEqualTo(2);
    assertThat(ladder.err()).contains("omit --output, which is for dataflow overlays");

    Path installed = scratch.resolve("installed");
    CommandRun install =
        CommandRun.of(
            "params", "install", "config", "--runs", scratch.resolve("runs"), "--out", installed);
    assertThat(install.code()).as(install.err()).isZero();
    assertThat(FolderContent.of(installed).keySet()).isEqualTo(FolderContent.of(set).keySet());
    for (String file : FolderContent.of(set).keySet()) {
      assertThat(installed.resolve(file)).hasSameBinaryContentAs(set.resolve(file));
    }

    assertThat(CommandRun.of("params", "list", scratch.resolve("made")).lines().get(1))
        .startsWith("mnist/own")
        .contains("own", "10", "unknown", "mnist");
    assertThat(CommandRun.of("params", "show", set).out())
        .contains("offload:    W1A3, 2 calls per image, layers 1 to 2 of 4");

    // One threshold of another layer's neuron is told by layer, place and image.
    Path thresholds = made.resolve("binparam-own/1-5-thres.bin");
    byte[] bytes = Files.readAllBytes(thresholds);
    Arrays.fill(bytes, 0, 8, (byte) 0x40);
    Arrays.fill(bytes, 6, 8, (byte) 0);
    Files.write(thresholds, bytes);
    CommandRun differing =
        CommandRun.of("compare", set, made, "--dataset", "mnist", "--data", data(), "--each");
    assertThat(differing.code()).as(differing.err()).isEqualTo(1);
    assertThat(differing.lines().get(1))
        .matches(
            "first difference: image \\d+, layer 1, row \\d+, column \\d+, channel 5: \\d in A,"
                + " \\d in B; the scores .*");
  }

  @Test
  void aSetThatIsTrainedIsCheckedWithAllOthers() throws IOException {
    Path run = train("W1A3");
    Path home = scratch.resolve("home");
    Path set = home.resolve("params-out/mnist/own");
    CommandRun.of("gen-weights", run.resolve("model.zip"), "--out", set);
    CommandRun all = CommandRun.at(home, "check-accuracy", "--all", "--data", data());
    assertThat(all.code()).as(all.err()).isZero();
    assertThat(all.out())
        .containsPattern("mnist/own +engine +\\d+\\.\\d\\d % \\(\\d+ of 100\\)")
        .containsPattern("mnist/own +simulation +\\d+\\.\\d\\d % \\(\\d+ of 100\\)");
  }

  @Test
  void classesOfADatasetAreMatchedByNameAsForOtherSets() throws IOException {
    Path pictures = scratch.resolve("pets");
    for (String part : List.of("train", "test")) {
      for (String name : List.of("Cat", "dog")) {
        Path folder = Files.createDirectories(pictures.resolve(part).resolve(name));
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 32; i++) {
          image.setRGB(i, part.length() + name.charAt(0) % 20, 0x80ff00 * (i + 1));
        }
        ImageIO.write(image, "png", folder.resolve("p.png").toFile());
      }
    }
    CommandRun check =
        CommandRun.of(
            "check-accuracy",
            "../params-out/cifar-10/cifarW1A3",
            "--dataset",
            "folder:" + pictures,
            "--data",
            scratch.resolve("data"));
    assertThat(check.err()).doesNotContain("matched by number");
    assertThat(check.code()).as(check.err()).isZero();
    assertThat(check.out()).contains(" of 2");
  }

  @Test
  void whatCannotUseSuchASetSaysWhatCan() {
    Path set = Path.of("../params-out/cifar-10/cifarW1A3");
    List<List<Object>> commands =
        List.of(
            List.of("locate", set, "--input", "x.png"),
            List.of("export", set, "--out", scratch.resolve("x.onnx")),
            List.of("datasets", "export", "cifar-10", "--params", set, "--out", "x.bin"),
            List.of(
                "hardware", "generate", "cnvW1A1", "--params", set, "--out", scratch.resolve("h")));
    for (List<Object> command : commands) {
      CommandRun refused = CommandRun.of(command.toArray());
      assertThat(refused.code()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err())
          .contains(
              "is for an offload overlay, which this command does not support; infer,"
                  + " check-accuracy, compare, params and serve support it")
          .hasLineCount(1);
    }
  }

  private static Path data() {
    return TrainedRun.get().data();
  }

  private static CommandRun check(Path set, String place) {
    return withoutWarning(CommandRun.of("check-accuracy", set, "--on", place, "--data", data()));
  }

  private static CommandRun infer(Path set, Path picture, String place) {
    return CommandRun.of("infer", set, "--input", picture, "--on", place);
  }

  /** All that is printed but the rate, which is the machine's. */
  private static String figures(CommandRun run) {
    return run.out().replaceAll(", [0-9.]+ images/s", "");
  }

  private Path picture() throws IOException {
    BufferedImage image = new BufferedImage(14, 14, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(3);
    for (int i = 0; i < 14 * 14; i++) {
      image.setRGB(i % 14, i / 14, random.nextInt(1 << 24));
    }
    Path file = scratch.resolve("picture.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private Path train(String overlay) throws IOException {
    Path config = scratch.resolve("config.yaml");
    Files.writeString(
        config,
        """
        network: own.yaml
        dataset: mnist
        validation: 60
        epochs: 1
        batch-size: 20
        learning-rate: {start: 0.01, end: 0.001}
        augmentation: {shift: 0}
        """);
    Files.writeString(
        scratch.resolve("own.yaml"),
        "name: own\noffload: %s\ninput: {channels: 1, dimension: 14}\nlayers:\n%s"
            .formatted(overlay, overlay.equals("W1A3") ? W1A3 : W1A2));
    CommandRun trained =
        CommandRun.of(
            "train", "--config", config, "--data", data(), "--out", scratch.resolve("runs"));
    assertThat(trained.code()).as(trained.err()).isZero();
    return TrainedRun.newest(scratch.resolve("runs/config"));
  }

  /** The pictures are converted to 14x14, which is said. */
  private static CommandRun withoutWarning(CommandRun run) {
    return new CommandRun(
        run.code(), run.out(), run.err().replaceAll("warning: the images of mnist.*\n", ""));
  }
}
