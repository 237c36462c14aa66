package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps through the command line, over a network that is trained in a second. */
class SweepCommandTest {
  @TempDir Path folder;
  private Path data;
  private Path file;

  @BeforeEach
  void files() throws IOException {
    data = SmallDigits.writeInto(folder.resolve("data"));
    Files.writeString(
        folder.resolve("tiny.yaml"),
        """
        name: tiny
        precision: W1A1
        input: {channels: 1, dimension: 28, bits: 1}
        layers:
          - dense: {neurons: 32, simd: 16, pe: 16}
          - dense: {neurons: 64, simd: 16, pe: 16}
        """);
    file =
        Files.writeString(
            folder.resolve("rates.yaml"),
            """
            base:
              network: tiny.yaml
              dataset: mnist
              validation: 60
              epochs: 5
              batch-size: 20
              learning-rate: {start: 0.01, end: 0.001}
            grid:
              learning-rate.start: [0.002, 0.01, 0.05]
            seeds: [1, 2]
            """);
  }

  private CommandRun sweep(String out, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("sweep", file, "--data", data, "--out", folder.resolve(out)));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  @Test
  void itTellsOfEveryTrialAndEndsWithAConfigThatMakesTheBestAgain() throws IOException {
    CommandRun run = sweep("out", "--parallel", "2");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.lines().get(0))
        .isEqualTo("rates: 6 trials, 2 at a time; Ctrl-C saves and stops");
    assertThat(run.lines().stream().filter(line -> line.startsWith("trial "))).hasSize(6);
    String best = text("out/best.yaml");
    assertThat(run.out()).contains(best).contains("best mean over seeds: learning-rate.start=");
    assertThat(run.lines().get(run.lines().size() - 1))
        .isEqualTo("train --config %s --threads 1".formatted(folder.resolve("out/best.yaml")));

    CommandRun again =
        CommandRun.of(
            "train",
            "--config",
            folder.resolve("out/best.yaml"),
            "--threads",
            "1",
            "--data",
            data,
            "--out",
            folder.resolve("again"));
    assertThat(again.code()).as(again.err()).isZero();
    int trial = Integer.parseInt(best.replaceFirst("(?s)# Trial (\\d+) .*", "$1"));
    Path run1 = TrainedRun.newest(folder.resolve("again/best"));
    assertThat(TrainCommandTest.accuracies(run1))
        .isEqualTo(
            TrainCommandTest.accuracies(folder.resolve("out/runs/rates/%04d".formatted(trial))));

    CommandRun refused = sweep("out");
    assertThat(refused)
        .isEqualTo(
            CommandRun.refused(
                ("bnn4j sweep: %s: contains a sweep; continue with --resume, or choose"
                        + " another folder with --out")
                    .formatted(folder.resolve("out"))));
    String table = text("out/table.csv");
    CommandRun nothing = sweep("out", "--resume");
    assertThat(nothing.lines().get(0))
        .isEqualTo("rates: 6 trials, 0 to run, one at a time; Ctrl-C saves and stops");
    assertThat(text("out/table.csv")).isEqualTo(table);
  }

  @Test
  void killedItGoesOnToTheSameTable() throws Exception {
    sweep("whole", "--parallel", "1");
    List<String> command = OwnProcess.command();
    command.addAll(
        List.of(
            "sweep",
            file.toString(),
            "--data",
            data.toString(),
            "--out",
            folder.resolve("killed").toString(),
            "--parallel",
            "2"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      int trials = 0;
      for (String line; (line = reader.readLine()) != null; ) {
        trials += line.startsWith("trial ") ? 1 : 0;
        if (trials == 3) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    assertThat(text("killed/table.csv")).contains(",missing,");

    CommandRun resumed = sweep("killed", "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.lines().stream().filter(line -> line.startsWith("trial ")).count())
        .isLessThanOrEqualTo(3);
    for (String same : List.of("table.csv", "report.html", "best.yaml")) {
      assertThat(text("killed/" + same)).as(same).isEqualTo(text("whole/" + same));
    }
  }

  @Test
  void whatATrialCannotBeIsRefusedBeforeAnyBegins() throws IOException {
    Files.writeString(
        file,
        """
        base: digits-lfc
        grid:
          epochs: [1, none]
          loss: [hinge]
        """);
    assertThat(sweep("out"))
        .isEqualTo(
            CommandRun.refused(
                ("bnn4j sweep: %s, line 4: loss: expected squared-hinge or highest-bit,"
                        + " found 'hinge'")
                    .formatted(file),
                "%s, line 3: epochs: expected a whole number, found 'none'".formatted(file)));
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
