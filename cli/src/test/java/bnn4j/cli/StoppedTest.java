package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A command that is stopped by a signal in the midst of its output. */
@EnabledOnOs(OS.LINUX)
class StoppedTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int SIGTERM = 143;

  @TempDir Path scratch;

  @Test
  void itLeavesNothingHalfWrittenAndTheFormerOutputWhole() throws Exception {
    Path set = BlankSet.write("lfcW1A1", 10, scratch.resolve("set"));
    Path data = SmallDigits.writeInto(scratch.resolve("data"), 20_000);
    Path traces = scratch.resolve("traces");
    Path few = data.resolve("mnist/t10k-images-idx3-ubyte");
    assertThat(CommandRun.of("infer", set, "--input", few, "--trace", traces).code()).isZero();
    List<String> before = names();

    List<String> command = OwnProcess.command();
    command.addAll(List.of("infer", set + "", "--trace", traces + "", "--input"));
    command.add(data.resolve("mnist/train-images-idx3-ubyte").toString());
    File err = scratch.resolve("data/err").toFile();
    Process process = new ProcessBuilder(command).redirectError(err).redirectOutput(err).start();
    Instant late = Instant.now().plus(PATIENCE);
    while (names().equals(before) && process.isAlive() && Instant.now().isBefore(late)) {
      Thread.sleep(20);
    }
    assertThat(names()).as("the folder that is written").isNotEqualTo(before);
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(SIGTERM);
    assertThat(names()).isEqualTo(before);
    assertThat(err).content().doesNotContain("bnn4j");
    try (Stream<Path> kept = Files.list(traces)) {
      assertThat(kept).hasSize(SmallDigits.TEST_IMAGES);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
