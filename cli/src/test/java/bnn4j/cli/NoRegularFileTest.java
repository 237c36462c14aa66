package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A named pipe that nobody writes into, in the place of a file. */
@EnabledOnOs(OS.LINUX)
class NoRegularFileTest {
  @TempDir private static Path scratch;

  private static Path pipe;
  private static Path set;

  @BeforeAll
  static void makePipe() throws IOException, InterruptedException {
    pipe = scratch.resolve("pipe.npz");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    set = BlankSet.write("lfcW1A1", 10, scratch.resolve("sets"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen-weights PIPE --overlay lfcW1A1",
        "export PIPE --format qonnx --out OUT --overlay lfcW1A1",
        "infer SET --input PIPE",
        "overlays show PIPE",
        "offload show PIPE --overlay PIPE",
        "serve --history PIPE",
        "train --config PIPE",
        "sweep PIPE --out OUT"
      })
  void itIsRefusedBeforeAnybodyWaitsForIt(String command) {
    List<String> words =
        List.of(
            command
                .replace("PIPE", pipe.toString())
                .replace("SET", set.toString())
                .replace("OUT", scratch.resolve("out").toString())
                .split(" "));
    CommandRun run =
        assertTimeoutPreemptively(
            Duration.ofMinutes(5), () -> CommandRun.of(words.toArray()), "it waits for the pipe");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("pipe").hasLineCount(1);
    assertThat(Files.exists(scratch.resolve("out"))).isFalse();
  }
}
