package bnn4j.hardware.synthesis;

import bnn4j.foundation.Leftovers;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TreeDeletion;
import bnn4j.hardware.estimate.TargetBoard;
import bnn4j.hardware.rtl.Design;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Yosys over an overlay. The hierarchy is kept, so that a module that is used many times, such
 * as a processing element, is synthesized once, and each layer can be counted.
 */
public final class Yosys {
  private static final String LOG = "yosys.log";
  private static final String INSTANCES = "instances.il";
  private static final String STATISTICS = "statistics.json";

  /**
   * Without the multiplexers behind look-up tables: Yosys takes two tables and one of those where a
   * function has an input more than a table, which is fast and large (an adder tree of 64 bits
   * takes 167 tables with them and 117 without). No pads and clock buffers, as the overlay is a
   * part of a chip.
   */
  private static final String SCRIPT =
      """
      read_verilog -sv %s
      hierarchy -check -top %s
      dump -o %s *%s*/c:*
      synth_xilinx -family %s -nowidelut -noiopad -noclkbuf -top %s
      setattr -mod -unset top *
      tee -o %s stat -json
      """;

  private static final Pattern MEMORY = Pattern.compile("MEM: ([0-9.]+) MB peak");

  private Yosys() {}

  /**
   * Synthesizes a design.
   *
   * @param design what to synthesize
   * @param family what it is mapped to
   * @param yosys with what
   * @param keep folder for the sources, the script and Yosys' log; empty for none
   * @throws Refusal if it fails
   */
  public static LogicSynthesis synthesize(
      Design design, TargetBoard.Family family, YosysProgram yosys, Optional<Path> keep) {
    try {
      if (keep.isPresent()) {
        return run(Files.createDirectories(keep.get()), design, family, yosys);
      }
      Path folder = Leftovers.add(Files.createTempDirectory("bnn4j-synthesis"));
      try {
        return run(folder, design, family, yosys);
      } finally {
        TreeDeletion.delete(folder);
        Leftovers.done(folder);
      }
    } catch (IOException e) {
      throw new Refusal("synthesis failed: " + e, e);
    }
  }

  private static LogicSynthesis run(
      Path folder, Design design, TargetBoard.Family family, YosysProgram yosys)
      throws IOException {
    for (Map.Entry<String, String> file : design.files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    String script =
        SCRIPT.formatted(
            String.join(" ", design.files().keySet()),
            Design.TOP,
            INSTANCES,
            Design.NETWORK,
            family.yosys(),
            Design.TOP,
            STATISTICS);
    Files.writeString(folder.resolve("synthesis.ys"), script);
    long start = System.nanoTime();
    yosys.prepare(folder);
    execute(folder, yosys);
    double seconds = (System.nanoTime() - start) / 1e9;
    return LogicSynthesis.of(
        yosys.version(),
        design.pipeline().stages().size(),
        ModuleTree.of(Files.readString(folder.resolve(STATISTICS))),
        Instances.of(Files.readString(folder.resolve(INSTANCES))),
        seconds,
        peak(folder));
  }

  private static void execute(Path folder, YosysProgram yosys) throws IOException {
    Process process =
        Leftovers.add(
            new ProcessBuilder(yosys.with("-q", "-l", LOG, "-s", "synthesis.ys"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start());
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new Refusal("yosys failed with code %d: %s".formatted(code, tail(said)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted while yosys ran", e);
    } finally {
      process.destroy();
      Leftovers.done(process);
    }
  }

  private static String tail(String said) {
    List<String> lines = said.strip().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }

  private static double peak(Path folder) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(LOG))) {
      return lines
          .map(MEMORY::matcher)
          .filter(Matcher::find)
          .mapToDouble(found -> Double.parseDouble(found.group(1)))
          .max()
          .orElse(0);
    }
  }
}
