package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models and checkpoints that strangers made, or that a disk damaged. */
class HostileModelsTest {
  @TempDir Path scratch;

  @Test
  @Timeout(60)
  void everyBrokenModelIsRefusedOrHarmless() throws IOException {
    try (Stream<Path> files = Files.list(Shared.path("cases/attack/models"))) {
      for (Path file : files.sorted().toList()) {
        CommandRun run = CommandRun.of("gen-weights", file, "--out", scratch.resolve("set"));
        assertThat(run.code()).as(run.err()).isIn(0, 2);
        assertThat(run.err()).doesNotContain("This is a bug").doesNotContain("\tat ");
        // What is wrong with the others is the state of the updater, which folding has no use for.
        boolean harmless = file.getFileName().toString().matches("crash-(4347|588).zip");
        assertThat(run.code()).as(file.toString()).isEqualTo(harmless ? 0 : 2);
      }
    }
  }

  @Test
  void serializedObjectsAreRejectedInTheWholeProcess() throws IOException {
    assertThat(CommandRun.of("--version").code()).isZero();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ArrayList<>(List.of("harmless")));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThatThrownBy(in::readObject)
          .isInstanceOf(InvalidClassException.class)
          .hasMessageContaining("REJECTED");
    }
  }

  @Test
  void foldingAModelLoadsNothingOfDl4j() throws Exception {
    Path log = scratch.resolve("classes");
    Process folding =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java") + "",
                "-Xlog:class+load:file=" + log,
                "-Dbnn4j.home=..",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "gen-weights",
                TrainedRun.get().folder().resolve("model.zip") + "",
                "--out",
                scratch.resolve("set") + "")
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("said").toFile())
            .start();
    assertThat(folding.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(folding.exitValue()).as(Files.readString(scratch.resolve("said"))).isZero();
    assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
        .contains("bnn4j.trainer.modelfile.StoredModel")
        .doesNotContain(" org.nd4j.")
        .doesNotContain(" org.deeplearning4j.");
  }

  @Test
  void aRunWhoseLastCheckpointIsEmptyGoesOnFromTheBestAndEndsTheSame() throws IOException {
    TrainedRun whole = TrainedRun.get();
    Path runs = scratch.resolve("runs");
    Path run = runs.resolve("small").resolve(whole.folder().getFileName());
    copy(whole.folder(), run);
    Path latest = run.resolve("checkpoints/latest.zip");
    Files.write(latest, new byte[0]);
    Files.delete(run.resolve("report.html"));
    Files.delete(run.resolve("model.zip"));
    assertThat(CommandRun.of("runs", "list", runs).lines().get(1)).endsWith(", checkpoint damaged");
    CommandRun resumed =
        CommandRun.of(
            "train", "--config", whole.config(), "--data", whole.data(), "--out", runs, "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out())
        .contains("warning: " + latest + ": not a zip file, or damaged (")
        .contains("resuming from %s instead".formatted(run.resolve("checkpoints/best.zip")));
    assertThat(CommandRun.of("runs", "list", runs).lines().get(1)).endsWith("finished");
    List<Path> sets =
        List.of(
            run.resolve("params/mnist/lfcW1A1"), whole.folder().resolve("params/mnist/lfcW1A1"));
    assertThat(sets.get(0).resolve("0-0-weights.bin"))
        .hasSameBinaryContentAs(sets.get(1).resolve("0-0-weights.bin"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Path target = to.resolve(from.relativize(path));
        Files.createDirectories(target.getParent());
        Files.copy(path, target);
      }
    }
  }
}
