package bnn4j.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The speed of the kernels' operations in C on this machine: {@code limit.c}, compiled at run time.
 *
 * @param rates of each loop and layer; none without a compiler
 * @param missing why there are none; null if there are
 */
record CLimit(List<Rate> rates, String missing) {
  private static final String SOURCE = "limit.c";
  private static final List<String> OPTIONS = List.of("-O3", "-march=native", "-std=c11");
  private static final int SECONDS = 120;

  /** Billions of products of bits per second of a loop, for so many synapses. */
  record Rate(String loop, int synapses, double gigaMacs) {}

  /** Compiles and runs the loops, which takes some seconds. */
  static CLimit measure() throws IOException {
    return measure("cc");
  }

  /** With a given compiler. */
  static CLimit measure(String compiler) throws IOException {
    Path folder = Files.createTempDirectory("bnn4j-limit");
    try {
      Path source = folder.resolve(SOURCE);
      try (InputStream resource = CLimit.class.getResourceAsStream(SOURCE)) {
        Files.copy(resource, source);
      }
      List<String> command = new ArrayList<>(List.of(compiler));
      command.addAll(OPTIONS);
      command.addAll(List.of("-o", folder.resolve("limit").toString(), source.toString()));
      run(command, folder);
      return new CLimit(parse(run(List.of(folder.resolve("limit").toString()), folder)), null);
    } catch (IOException e) {
      return new CLimit(List.of(), e.getMessage());
    } finally {
      delete(folder);
    }
  }

  /** Lines of what a program prints. */
  private static List<String> run(List<String> command, Path folder) throws IOException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("%s took more than %d s".formatted(command.get(0), SECONDS));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s ended with exit code %d".formatted(command.get(0), process.exitValue()));
    }
    return Files.readAllLines(output);
  }

  /** Lines such as {@code avx2 576 359.1}. */
  static List<Rate> parse(List<String> lines) {
    return lines.stream()
        .map(line -> line.split(" "))
        .map(w -> new Rate(w[0], Integer.parseInt(w[1]), Double.parseDouble(w[2])))
        .toList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The loops that this processor can run, the fastest kind first. */
  List<String> loops() {
    return rates.stream().map(Rate::loop).distinct().toList();
  }

  /** Of a loop and layer, if measured. */
  OptionalDouble gigaMacs(String loop, int synapses) {
    return rates.stream()
        .filter(rate -> rate.loop.equals(loop) && rate.synapses == synapses)
        .mapToDouble(Rate::gigaMacs)
        .findFirst();
  }

  /** The fastest loop for a layer, if measured. */
  OptionalDouble most(int synapses) {
    return rates.stream()
        .filter(rate -> rate.synapses == synapses)
        .mapToDouble(Rate::gigaMacs)
        .max();
  }
}
