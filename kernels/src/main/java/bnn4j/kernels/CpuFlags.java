package bnn4j.kernels;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Processor features as reported by Linux; empty on other systems.
 *
 * @param flags such as {@code avx2}
 */
record CpuFlags(Set<String> flags) {
  private static final Path INFO = Path.of("/proc/cpuinfo");

  static CpuFlags ofThisMachine() {
    return of(INFO);
  }

  /** Of the first processor in a file as {@code /proc/cpuinfo}; none if it cannot be read. */
  static CpuFlags of(Path info) {
    try (BufferedReader lines = Files.newBufferedReader(info)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        if (colon >= 0 && line.substring(0, colon).strip().equals("flags")) {
          return new CpuFlags(Set.of(line.substring(colon + 1).strip().split(" ")));
        }
      }
    } catch (IOException e) {
      // No Linux, or a locked one: then it is not known.
    }
    return new CpuFlags(Set.of());
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }
}
