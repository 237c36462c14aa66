package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C on a pseudo-terminal, while the progress bar shows. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "script(1) differs elsewhere")
class InterruptedOnATerminalTest {
  @TempDir Path scratch;

  @Test
  void controlCSavesWhileTheProgressBarShows() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "skipped: there is no script(1)");
    assumeTrue(hearsInterrupts(), "skipped: SIGINT is ignored here, as in background jobs");
    TrainedRun trained = TrainedRun.get();
    Path runs = scratch.resolve("runs");
    List<String> command = OwnProcess.command();
    command.add(1, "-Dbnn4j.terminal=true");
    command.add(1, "-Dbnn4j.columns=40");
    command.addAll(
        List.of("train", "--config", trained.config() + "", "--data", trained.data() + ""));
    command.addAll(List.of("--out", runs + "", "--set", "epochs=1000"));
    Process process =
        new ProcessBuilder("script", "-qec", quoted(command), "/dev/null")
            .redirectErrorStream(true)
            .start();
    StringBuilder screen = new StringBuilder();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      boolean stopped = false;
      for (int read; (read = reader.read()) >= 0; ) {
        screen.append((char) read);
        // In the middle of an epoch that is not the first, with its bar on the screen.
        if (!stopped && screen.indexOf("\repoch 2/1000") >= 0) {
          stopped = true;
          process.getOutputStream().write(3);
          process.getOutputStream().flush();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(screen.toString()).isEqualTo(130);
    assertThat(screen)
        .contains("stopped; a checkpoint is saved. Continue with the same command and --resume");
    assertThat(lines(screen))
        .allMatch(line -> line.length() <= 80 || !line.startsWith("epoch "))
        .doesNotContain("");

    assertThat(screen.toString().replace("^C", "").split("[\r\n]", -1))
        .as("bars on a terminal of 40 columns")
        .filteredOn(line -> line.startsWith("epoch 2/1000"))
        .isNotEmpty()
        .allMatch(line -> line.length() <= 39);

    CommandRun resumed =
        CommandRun.of(
            "train",
            "--config",
            trained.config(),
            "--data",
            trained.data(),
            "--out",
            runs,
            "--resume",
            "--set",
            "epochs=1000",
            "--threads",
            "0");
    assertThat(resumed.err()).contains("expected an integer of at least 1, found '0'");
    assertThat(TrainedRun.newest(runs.resolve("small")).resolve("checkpoints/latest.zip"))
        .isRegularFile();
  }

  /** A shell starts its background jobs with SIGINT ignored, and their children inherit that. */
  private static boolean hearsInterrupts() throws IOException {
    String ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0")
            .replaceFirst("SigIgn:\\s*", "");
    int interrupt = 1 << 1;
    return (Long.parseUnsignedLong(ignored, 16) & interrupt) == 0;
  }

  /** What is left on each line when all is printed. */
  private static List<String> lines(CharSequence screen) throws IOException {
    List<String> left = new ArrayList<>();
    for (String line : screen.toString().split("\r?\n", -1)) {
      String[] over = line.split("\r", -1);
      left.add(over[over.length - 1]);
    }
    if (left.get(left.size() - 1).isEmpty()) {
      left.remove(left.size() - 1);
    }
    return left;
  }

  private static String quoted(List<String> command) {
    StringBuilder line = new StringBuilder("exec");
    command.forEach(word -> line.append(" '").append(word).append("'"));
    return line.toString();
  }
}
