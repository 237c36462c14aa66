package bnn4j.cli;

import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.experiment.export.TrainedModel;
import bnn4j.network.TrainedLayer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir Path scratch;

  @Test
  void aRunLeavesModelMetricsReportConfigCheckpointsAndParameterSet() throws IOException {
    TrainedRun run = TrainedRun.get();
    assertThat(run.command().err()).isEmpty();
    assertThat(run.command().code()).isZero();
    assertThat(run.folder())
        .isDirectoryContaining("glob:**/model.zip")
        .isDirectoryContaining("glob:**/metrics.csv")
        .isDirectoryContaining("glob:**/report.html")
        .isDirectoryContaining("glob:**/config.yaml");
    assertThat(run.folder().resolve("checkpoints/latest.zip")).isRegularFile();
    assertThat(run.folder().resolve("checkpoints/best.zip")).isRegularFile();
    assertThat(FolderContent.of(run.parameters()))
        .hasSize(2 * (32 + 64 + 32 + 16) + 3)
        .containsKeys(
            "0-0-weights.bin", "3-15-thres.bin", "classes.txt", "card.yaml", "hw/config.h");
  }

  @Test
  void metricsHaveALinePerEpoch() throws IOException {
    List<String> lines = Files.readAllLines(TrainedRun.get().folder().resolve("metrics.csv"));
    assertThat(lines).hasSize(1 + TrainedRun.EPOCHS);
    assertThat(lines.get(0)).startsWith("epoch,loss,train_accuracy,validation_accuracy");
    assertThat(lines.get(TrainedRun.EPOCHS)).startsWith(TrainedRun.EPOCHS + ",");
  }

  @Test
  void theReportShowsTheConfigAndLoadsNothingFromElsewhere() throws IOException {
    String report = Files.readString(TrainedRun.get().folder().resolve("report.html"));
    assertThat(report)
        .contains("lfcW1A1 on mnist", "seed: 7")
        .doesNotContain("src=\"http", "href=\"http", "@import");
  }

  @Test
  void theConfigOfARunIsTheResolvedOne() throws IOException {
    assertThat(Files.readString(TrainedRun.get().folder().resolve("config.yaml")))
        .contains("epochs: 5", "threshold: 100", "folding: exact");
  }

  @Test
  void trainingTellsOfEachEpochAndOfTheProof() {
    TrainedRun run = TrainedRun.get();
    List<String> all = run.command().lines();
    assertThat(all).first().asString().startsWith("dataset mnist: 10 classes, 240 training");
    // The classes come before, a line each, and what is about to happen.
    assertThat(all.get(11)).isEqualTo("lfcW1A1: 4 layers, 2965504 weights; 240 images, 10 classes");
    assertThat(all.get(12)).endsWith("; Ctrl-C saves and stops");
    List<String> lines = all.subList(13, all.size());
    assertThat(lines.get(0)).isEqualTo("run " + run.folder());
    for (int epoch = 1; epoch <= TrainedRun.EPOCHS; epoch++) {
      assertThat(lines.get(epoch))
          .matches(
              "epoch +%d/5  loss [0-9.]+  train +[0-9.]+ %%  validation +[0-9.]+ %% [ *] .*left"
                  .formatted(epoch));
    }
    assertThat(run.command().out())
        .contains("model     " + run.model() + "\n")
        .contains("params    " + run.parameters() + "\n")
        .contains("report    " + run.folder().resolve("report.html") + "\n")
        .containsPattern("test      float [0-9.]+ %   exported [0-9.]+ % \\([0-9]+ of 100\\)")
        .endsWith("float network and engine differ on 0 images\n");
  }

  @Test
  void theSetIsAsAccurateAsTrainingSaid() {
    TrainedRun run = TrainedRun.get();
    String said = run.command().out().replaceFirst("(?s).* % \\((\\d+) of 100\\).*", "$1");
    CommandRun check =
        CommandRun.of(
            "check-accuracy", run.parameters(), "--dataset", "mnist", "--data", run.data());
    assertThat(check.out()).contains("decode multiple: %s of 100 correct".formatted(said));
    assertThat(Integer.parseInt(said)).as("better than chance").isGreaterThan(20);
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there, nothing asks a process to end")
  @Test
  void anInterruptedAndResumedRunGivesTheModelOfAnUninterruptedOne() throws Exception {
    TrainedRun whole = TrainedRun.get();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "bnn4j.cli.Main");
    List<String> arguments =
        List.of(
            "train",
            "--config",
            whole.config().toString(),
            "--data",
            whole.data().toString(),
            "--out",
            scratch.toString());
    Process process = start(command, arguments);
    List<String> said = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = out.readLine()) != null; ) {
        said.add(line);
        if (line.startsWith("epoch   2/")) {
          // Process.destroy would close the stream that is being read.
          process.toHandle().destroy();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said)
        .last()
        .isEqualTo("stopped; a checkpoint is saved. Continue with the same command and --resume");
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    Path run = TrainedRun.newest(scratch.resolve("small"));
    assertThat(run.resolve("model.zip")).doesNotExist();

    List<String> again = new ArrayList<>(arguments);
    again.add("--resume");
    CommandRun resumed = CommandRun.of(again.toArray());

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
    assertThat(resumed.lines())
        .contains("run " + run)
        .anyMatch(line -> line.matches("resumed after epoch [2-4] of 5"));
    assertSameModel(run.resolve("model.zip"), whole.model());
    assertThat(accuracies(run)).isEqualTo(accuracies(whole.folder()));
    Map<String, byte[]> parameters = FolderContent.of(whole.parameters());
    parameters.remove("card.yaml"); // Tells how long it took.
    assertThat(FolderContent.of(run.resolve("params/mnist/lfcW1A1")))
        .containsAllEntriesOf(parameters);
  }

  private static Process start(List<String> command, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  static void assertSameModel(Path found, Path expected) throws IOException {
    List<TrainedLayer> layers = TrainedModel.read(found).network().layers();
    List<TrainedLayer> others = TrainedModel.read(expected).network().layers();
    assertThat(layers).hasSize(4);
    for (int l = 0; l < layers.size(); l++) {
      assertThat(layers.get(l).weights()).as("weights %d", l).isEqualTo(others.get(l).weights());
      assertThat(layers.get(l).gamma()).as("gamma %d", l).isEqualTo(others.get(l).gamma());
      assertThat(layers.get(l).beta()).as("beta %d", l).isEqualTo(others.get(l).beta());
      assertThat(layers.get(l).mean()).as("mean %d", l).isEqualTo(others.get(l).mean());
      assertThat(layers.get(l).invStd()).as("invStd %d", l).isEqualTo(others.get(l).invStd());
    }
  }

  /** Epoch, loss and accuracies; speeds differ. */
  static List<String> accuracies(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .map(line -> line.replaceFirst("^(([^,]*,){4}).*", "$1"))
        .toList();
  }

  @Test
  void aSetAsGoodAsItsFloorAsksIsDoneAndAWorseOneFails() throws IOException {
    TrainedRun run = TrainedRun.get();
    CommandRun missed =
        CommandRun.of(
            "train",
            "--config",
            run.config(),
            "--data",
            run.data(),
            "--out",
            scratch,
            "--set",
            "epochs=1",
            "--set",
            "floor=100",
            "--set",
            "validation=0");
    assertThat(missed.err()).isEmpty();
    assertThat(missed.out())
        .containsPattern("floor     MISSED: [0-9.]+ % exported, 100 % required\n$")
        .contains("validation      - % *");
    assertThat(missed.code()).isEqualTo(1);
  }

  @Test
  void thereIsNothingToResumeWithoutARun() {
    assertThat(train("--resume"))
        .isEqualTo(
            refused(
                "bnn4j train: no run of small with a checkpoint in %s; start one without --resume"
                    .formatted(scratch)));
  }

  @Test
  void aRunGoesOnOnlyWithTheConfigItBeganWith() {
    TrainedRun run = TrainedRun.get();
    Path runs = run.folder().getParent().getParent();
    assertThat(
            CommandRun.of(
                "train",
                "--config",
                run.config(),
                "--data",
                run.data(),
                "--out",
                runs,
                "--resume",
                "--set",
                "epochs=9"))
        .isEqualTo(
            refused(
                ("bnn4j train: %s started with 'epochs: 5', but the config contains"
                        + " 'epochs: 9'; undo"
                        + " the change, or start again without --resume")
                    .formatted(run.folder())));
  }

  @Test
  void everyMistakeInASettingIsToldAtOnce() {
    assertThat(train("--set", "epochs=x", "--set", "epoch=1", "--set", "seed"))
        .isEqualTo(
            refused(
                "bnn4j train: --set seed: expected key=value, such as epochs=2 or"
                    + " dropout.input=0.1",
                "--set epochs=x: epochs: expected a whole number, found 'x'",
                "--set epoch=1: unknown key 'epoch'; did you mean 'epochs'?"));
  }

  @Test
  void aNetworkThatDoesNotFitTheDataIsRefusedBeforeAnythingIsLoaded(@TempDir Path pictures)
      throws IOException {
    for (int label = 0; label < 65; label++) {
      Path folder = Files.createDirectories(pictures.resolve("class" + label));
      Files.createFile(folder.resolve("not-even-a-picture.png"));
    }
    assertThat(train("--set", "dataset=folder:" + pictures))
        .isEqualTo(
            refused(
                "bnn4j train: dataset folder:%s has 65 classes, overlay lfcW1A1 supports 1 to 64;"
                        .formatted(pictures)
                    + " choose another dataset"));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void ownPicturesAreTrainedOnAndCheckedAsTheConfigReadsThem(@TempDir Path pictures)
      throws IOException {
    drawStrokes(pictures);
    CommandRun run =
        train(
            "--set", "dataset=folder:" + pictures,
            "--set", "pictures.invert=true",
            "--set", "pictures.unreadable=1",
            "--set", "validation=4",
            "--set", "batch-size=4");
    assertThat(run.err()).contains("warning: skipped: " + pictures.resolve("across/broken.png"));
    assertThat(run.code()).isZero();
    Path set = scratch.resolve("check");
    Path trained = parameters(run);
    CommandRun check =
        CommandRun.of("check-accuracy", trained, "--data", TrainedRun.get().data(), "--json", set);
    assertThat(check.code()).isZero();
    assertThat(check.out()).contains("of 10");
  }

  /** Dark bars, lying and standing, on white, and a file that is no picture. */
  private static void drawStrokes(Path pictures) throws IOException {
    for (int i = 0; i < 25; i++) {
      for (boolean across : new boolean[] {true, false}) {
        BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 60, 60);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(5 + i, 5 + i, across ? 25 : 4, across ? 4 : 25);
        graphics.dispose();
        Path folder = Files.createDirectories(pictures.resolve(across ? "across" : "down"));
        ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      }
    }
    Files.write(pictures.resolve("across/broken.png"), new byte[3]);
  }

  private static Path parameters(CommandRun run) {
    return run.lines().stream()
        .filter(line -> line.startsWith("params "))
        .map(line -> Path.of(line.substring("params ".length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDataSetThatIsNotThereIsNamedWithTheWayToGetIt() {
    Path data = TrainedRun.get().data();
    assertThat(train("--set", "dataset=fashion-mnist"))
        .isEqualTo(
            refused(
                ("bnn4j train: train-images-idx3-ubyte is not in %s; fetch it with: datasets fetch"
                        + " fashion-mnist --data %s")
                    .formatted(data.resolve("fashion-mnist"), data)));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void aDataSetThatNobodyKnowsIsRefused() {
    assertThat(train("--set", "dataset=mnits"))
        .isEqualTo(
            refused(
                "bnn4j train: dataset 'mnits' is unknown, did you mean 'mnist'?; known"
                    + " names: mnist,"
                    + " fashion-mnist, emnist-letters, emnist-balanced, emnist-digits,"
                    + " emnist-mnist,"
                    + " emnist-bymerge, emnist-byclass, cifar-10, svhn, gtsrb,"
                    + " gtsrb-junk, nist-sd19,"
                    + " nist-sd19-by-class, rendered-digits, and folder:PATH for your own images"));
  }

  @Test
  void configsAreFoundByName() throws IOException {
    Path home = Files.createDirectories(scratch.resolve("configs")).getParent();
    TrainedRun.writeConfig(scratch.resolve("configs/small.yaml"));
    assertThat(CommandRun.at(home, "train", "--config", "smal"))
        .isEqualTo(
            refused(
                ("bnn4j train: config 'smal' does not exist, did you mean 'small'?; %s"
                        + " contains small")
                    .formatted(scratch.resolve("configs"))));
    assertThat(CommandRun.at(home, "train", "--config", "small.yaml", "--set", "seed=x"))
        .isEqualTo(refused("bnn4j train: --set seed=x: seed: expected a whole number, found 'x'"));
  }

  @Test
  void trainingNeedsAConfig() {
    assertThat(CommandRun.of("train"))
        .isEqualTo(
            refused(
                "bnn4j train: Missing required option: '--config=FILE'",
                "Try 'bnn4j train --help'."));
  }

  @Test
  void aFolderOfRunsThatIsAFileIsRefused() throws IOException {
    Path file = Files.createFile(scratch.resolve("file"));
    TrainedRun run = TrainedRun.get();
    CommandRun command =
        CommandRun.of("train", "--config", run.config(), "--data", run.data(), "--out", file);
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err())
        .isEqualTo("bnn4j train: --out: %s is a file; expected a folder\n".formatted(file));
  }

  private CommandRun train(String... more) {
    TrainedRun run = TrainedRun.get();
    List<Object> all =
        new ArrayList<>(
            List.of("train", "--config", run.config(), "--data", run.data(), "--out", scratch));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray());
  }
}
