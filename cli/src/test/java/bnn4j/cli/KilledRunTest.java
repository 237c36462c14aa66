package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed, or whose disk is full, goes on to the result that it would have had. */
class KilledRunTest {
  /** A Unix device on which every write fails as on a full disk. */
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path scratch;

  private final TrainedRun whole = TrainedRun.get();

  @Test
  void killedInAnEpochAndInACheckpointAndMovedItGivesTheSameResult() throws Exception {
    Path here = scratch.resolve("here");
    List<String> said = killedWhen(here, line -> line.startsWith("epoch   1/"), () -> false);
    int told = epochs(said);

    // Another machine: other places for runs and data, and the table forgotten.
    Path there = scratch.resolve("there");
    Files.move(here, there);
    Path run = TrainedRun.newest(there.resolve("small"));
    assertThat(run.resolve("model.zip")).doesNotExist();
    Files.deleteIfExists(run.resolve("metrics.csv"));
    Path data = SmallDigits.writeInto(scratch.resolve("data there"));
    Path half = run.resolve("checkpoints/latest.zip.new");
    long now = System.currentTimeMillis();
    List<String> resumed =
        killedWhen(there, data, line -> false, () -> isWrittenSince(now, half), "--resume");
    assertThat(goneOnAfter(resumed)).isGreaterThanOrEqualTo(told);
    told = Math.max(told, epochs(resumed));

    CommandRun last = train(there, data, "--resume");
    assertThat(last.code()).as(last.err()).isZero();
    assertThat(goneOnAfter(last.lines())).isGreaterThanOrEqualTo(told);
    assertSameResult(run);
  }

  /** What the first kill left there is older. */
  private static boolean isWrittenSince(long time, Path file) {
    return file.toFile().lastModified() > time;
  }

  /** The last epoch that was told of; what was told is saved. */
  private static int epochs(List<String> said) {
    return said.stream()
        .filter(line -> line.startsWith("epoch "))
        .mapToInt(line -> Integer.parseInt(line.replaceFirst("epoch +(\\d+)/.*", "$1")))
        .max()
        .orElse(0);
  }

  private static int goneOnAfter(List<String> said) {
    return said.stream()
        .filter(line -> line.matches(".* after epoch \\d+ of 5"))
        .mapToInt(line -> Integer.parseInt(line.replaceFirst(".* after epoch (\\d+) of 5", "$1")))
        .findFirst()
        .orElseThrow();
  }

  private void assertSameResult(Path run) throws IOException {
    TrainCommandTest.assertSameModel(run.resolve("model.zip"), whole.model());
    assertThat(TrainCommandTest.accuracies(run))
        .isEqualTo(TrainCommandTest.accuracies(whole.folder()));
    assertThat(timeless(run)).isEqualTo(timeless(whole.folder()));
    Map<String, byte[]> parameters = FolderContent.of(whole.parameters());
    parameters.remove("card.yaml"); // Tells how long it took.
    assertThat(FolderContent.of(run.resolve("params/mnist/lfcW1A1")))
        .containsAllEntriesOf(parameters);
    try (Stream<Path> left = Files.list(run.resolve("checkpoints"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("best.zip", "latest.zip");
    }
  }

  /** The report but for how long it took. */
  private static String timeless(Path run) throws IOException {
    return Files.readString(run.resolve("report.html"))
        .replaceAll("epochs in [^<]*<", "epochs in …<")
        .replaceAll("<tr><th>finished</th>.*", "")
        .replaceAll("<tr><th>(images per second|time per epoch|duration)</th>.*", "");
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "only there is a device that is always full")
  @Test
  void aFullDiskIsToldAndTheRunGoesOnWhenThereIsRoom() throws Exception {
    killedWhen(scratch, line -> line.startsWith("epoch   1/"), () -> false);
    Path run = TrainedRun.newest(scratch.resolve("small"));
    Path latest = run.resolve("checkpoints/latest.zip");
    byte[] before = Files.readAllBytes(latest);

    Files.deleteIfExists(run.resolve("checkpoints/latest.zip.new"));
    Files.createSymbolicLink(run.resolve("checkpoints/latest.zip.new"), FULL);
    CommandRun full = train(scratch, whole.data(), "--resume");
    assertThat(full.code()).isEqualTo(2);
    assertThat(full.err())
        .isEqualTo(
            ("bnn4j train: %s: cannot be written (No space left on device); free"
                    + " space or correct the permissions and continue with --resume; the"
                    + " last complete state is in %s%n")
                .formatted(latest, latest));
    assertThat(Files.readAllBytes(latest)).isEqualTo(before);

    Files.createSymbolicLink(run.resolve(".metrics.csv.new"), FULL);
    CommandRun table = train(scratch, whole.data(), "--resume");
    assertThat(table.code()).isEqualTo(2);
    assertThat(table.err())
        .startsWith("bnn4j train: %s: cannot be written: ".formatted(run.resolve("metrics.csv")))
        .endsWith("No space left on device; the last complete state is in %s%n".formatted(latest));

    Files.createSymbolicLink(run.resolve("model.zip.new"), FULL);
    CommandRun model = train(scratch, whole.data(), "--resume");
    assertThat(model.code()).isEqualTo(2);
    assertThat(model.err())
        .isEqualTo(
            ("bnn4j train: %s: results cannot be written (No space left on device); training is"
                    + " complete and saved; free space or correct the permissions and continue with"
                    + " --resume%n")
                .formatted(run));

    CommandRun last = train(scratch, whole.data(), "--resume");
    assertThat(last.err()).isEmpty();
    assertThat(last.code()).isZero();
    assertSameResult(run);
  }

  @Test
  void otherImagesUnderTheSameNameAreRefused() throws IOException {
    Path data = SmallDigits.writeInto(scratch.resolve("data"));
    Path labels = data.resolve("mnist/train-labels-idx1-ubyte");
    byte[] changed = Files.readAllBytes(labels);
    changed[changed.length - 1] ^= 1;
    Files.write(labels, changed);
    CommandRun resumed = train(whole.folder().getParent().getParent(), data, "--resume");
    assertThat(resumed.code()).isEqualTo(2);
    assertThat(resumed.err())
        .startsWith(
            "bnn4j train: %s started with other images as mnist (sha256 ".formatted(whole.folder()))
        .endsWith("; use the original images, see --data\n");
  }

  private CommandRun train(Path out, Path data, String... more) {
    return CommandRun.of((Object[]) arguments(out, data, more));
  }

  private String[] arguments(Path out, Path data, String... more) {
    String[] fixed = {
      "train", "--config", whole.config() + "", "--data", data + "", "--out", out + ""
    };
    return Stream.concat(Arrays.stream(fixed), Arrays.stream(more)).toArray(String[]::new);
  }

  private List<String> killedWhen(Path out, Predicate<String> line, BooleanSupplier moment)
      throws Exception {
    return killedWhen(out, whole.data(), line, moment);
  }

  /**
   * Starts the command in a JVM of its own and kills it as {@code kill -9} does, after a line that
   * it prints or at a moment that is watched for.
   *
   * @return what it had printed
   */
  private List<String> killedWhen(
      Path out, Path data, Predicate<String> line, BooleanSupplier moment, String... more)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "bnn4j.cli.Main"));
    command.addAll(List.of(arguments(out, data, more)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread watch = new Thread(() -> killAt(moment, process), "watch");
    watch.start();
    List<String> said = new ArrayList<>();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String read; (read = reader.readLine()) != null; ) {
        said.add(read);
        if (line.test(read)) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    watch.join();
    assertThat(process.exitValue()).as("killed: %s", said).isEqualTo(128 + 9);
    return said;
  }

  private static void killAt(BooleanSupplier moment, Process process) {
    while (process.isAlive()) {
      if (moment.getAsBoolean()) {
        process.toHandle().destroyForcibly();
        return;
      }
      Thread.onSpinWait();
    }
  }
}
