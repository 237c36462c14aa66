package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.experiment.run.RunFolder;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a machine does to commands: its zone, and its disk when that is full. */
class EnvironmentTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path scratch;

  @EnabledOnOs(value = OS.LINUX, disabledReason = "only there is a device that is always full")
  @ParameterizedTest
  @ValueSource(strings = {"overlays show cnv --config-h", "params list", "overlays list", "--help"})
  void whatCannotBePrintedIsSaidInOneLineAndNoSuccess(String command) throws Exception {
    CommandRun run = new OwnProcess(scratch).into(FULL, (Object[]) command.split(" "));
    assertThat(run)
        .isEqualTo(
            CommandRun.refused(
                "bnn4j: standard output cannot be written: No space left on device"));
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "only there is a device that is always full")
  @Test
  void aPictureForAFullDiskIsOneLineThatNamesIt() throws Exception {
    Path sheet = Files.createSymbolicLink(scratch.resolve("sheet.png"), FULL);
    Path pictures = Shared.path("cases/30-stack-trace-on-a-full-disk/pics").toAbsolutePath();
    CommandRun run =
        new OwnProcess(scratch).run("datasets", "preview", "folder:" + pictures, "--out", sheet);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines().filter(line -> !line.startsWith("warning: ")))
        .containsExactly(
            "bnn4j datasets preview: %s: cannot be written: No space left on device"
                .formatted(sheet));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pacific/Kiritimati", "America/Los_Angeles"})
  void runsAreNamedByUtcWhereverTheyAreMade(String zone) throws IOException {
    TimeZone before = TimeZone.getDefault();
    Path runs = scratch.resolve("runs");
    TrainedRun trained = TrainedRun.get();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      RunFolder.create(
          runs, TrainingSpec.read(trained.config(), List.of()), "none", Optional.empty());
    } finally {
      TimeZone.setDefault(before);
    }
    LocalDateTime named =
        LocalDateTime.parse(
            TrainedRun.newest(runs.resolve("small")).getFileName().toString(),
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    assertThat(Duration.between(named, LocalDateTime.now(ZoneOffset.UTC)))
        .isBetween(Duration.ZERO, Duration.ofMinutes(1));
  }

  @Test
  void theTenthRunOfASecondIsNewerThanTheSecond() throws IOException {
    TrainedRun trained = TrainedRun.get();
    for (String name : List.of("20260101-000000", "20260101-000000-2", "20260101-000000-10")) {
      Path run = Files.createDirectories(scratch.resolve("small").resolve(name));
      Files.copy(trained.folder().resolve("config.yaml"), run.resolve("config.yaml"));
    }
    assertThat(CommandRun.of("runs", "list", scratch).lines())
        .extracting(line -> line.split(" ", -1)[0])
        .containsExactly(
            "run", "small/20260101-000000", "small/20260101-000000-2", "small/20260101-000000-10");
  }

  @Test
  void theDataDirectoryIsAFolder() throws IOException {
    Path file = Files.createFile(scratch.resolve("file"));
    for (String command : List.of("datasets list", "datasets fetch mnist")) {
      assertThat(CommandRun.of((Object[]) (command + " --data " + file).split(" ")).err())
          .contains("data directory %s: is a file; specify a folder with --data".formatted(file));
    }
    assertThat(CommandRun.of("datasets", "list", "--data", ""))
        .isEqualTo(
            CommandRun.refused("bnn4j datasets list: --data: expected a folder, found no name"));
  }

  /** "cannot be written: java.nio.file.AccessDeniedException: x" tells people nothing. */
  @Test
  void noRefusalPrintsAFailureAsJavaWritesIt() throws IOException {
    Pattern asJavaWritesIt =
        Pattern.compile(
            "\"[^\"]*cannot be \\w+[^\"]*%s[^\"]*\"\\s*\\.formatted\\([^;]*?[ (]e\\),\\s*e\\)");
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      assertThat(
              files
                  .filter(file -> file.toString().contains("/src/main/java/"))
                  .filter(file -> file.toString().endsWith(".java")))
          .filteredOn(file -> asJavaWritesIt.matcher(TextFile.read(file)).find())
          .isEmpty();
    }
  }
}
