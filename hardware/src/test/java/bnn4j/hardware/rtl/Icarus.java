package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Icarus Verilog, which compiles a small design in a moment. */
final class Icarus {
  private final Path folder;

  /** Works in a folder; the test is skipped where there is no Icarus. */
  Icarus(Path folder) {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "iverilog"))),
        "skipped: there is no iverilog; apt-get install iverilog");
    this.folder = folder;
  }

  /** Compiles files of the folder; any warning is a failure. */
  void compile(String top, Iterable<String> files) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("iverilog", "-g2012", "-Wall", "-s", top, "-o", "bench.vvp"));
    files.forEach(command::add);
    // What it says of test benches with delays.
    assertThat(run(command).lines().filter(line -> !line.contains("timescale"))).isEmpty();
  }

  /** Runs what was compiled; gives what it printed. */
  String simulate(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("vvp", "-n", "bench.vvp"));
    command.addAll(arguments);
    return run(command);
  }

  /** Starts what was compiled, which then is told what to do line by line. */
  Process start() throws IOException {
    return start(List.of("vvp", "-n", "bench.vvp"));
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }

  private String run(List<String> command) throws IOException {
    Process process = start(command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
