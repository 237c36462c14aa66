package bnn4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What the benchmarks run on. */
final class Processor {
  private static final Path INFO = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** Model and vector instructions as Linux knows them, elsewhere the architecture. */
  static String name() {
    String model = line("model name");
    return model.isEmpty() ? System.getProperty("os.arch") : model + instructions();
  }

  private static String instructions() {
    String flags = " " + line("flags") + " ";
    return Stream.of("avx512bw", "avx2")
        .filter(flag -> flags.contains(" " + flag + " "))
        .findFirst()
        .map(flag -> " with " + flag.toUpperCase(Locale.ROOT))
        .orElse("");
  }

  private static String line(String key) {
    if (!Files.isReadable(INFO)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(INFO)) {
      return lines
          .filter(line -> line.startsWith(key))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
