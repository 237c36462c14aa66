package bnn4j.hardware.simulation;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Leftovers;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TreeDeletion;
import bnn4j.hardware.rtl.Design;
import bnn4j.hardware.rtl.RtlSources;
import bnn4j.hardware.rtl.SimulationSource;
import bnn4j.hardware.rtl.SimulationSource.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a program of a design, with Verilator and a C++ compiler, and keeps it: the same sources,
 * flags and tools give the same program. Parameters are loaded when it runs, so another set needs
 * no other program.
 */
public final class SimulationBuild {
  private static final String PROGRAM = "Vtop";
  private static final List<String> VERILATOR_FLAGS =
      List.of(
          "--cc",
          "--exe",
          "-O3",
          "--assert",
          "--x-assign",
          "fast",
          "--x-initial",
          "fast",
          "-Wno-fatal",
          "-Wno-WIDTH",
          "--output-split",
          "20000",
          "--prefix",
          PROGRAM,
          "--top-module",
          SimulationSource.TOP,
          "--Mdir",
          "obj");
  private static final List<String> MAKE_FLAGS =
      List.of("-s", "-C", "obj", "-f", PROGRAM + ".mk", "OPT_FAST=-O2", "OPT_SLOW=-O0");
  private static final String RUNTIME = "verilated.o";

  private final Path cache;
  private final Map<String, String> files = new LinkedHashMap<>();

  private SimulationBuild(Path cache, Design design, Watch watch) {
    this.cache = cache;
    files.putAll(design.files());
    for (String name : new String[] {"bnn_axi_checks.sv", "bnn_probe.sv", "harness.cpp"}) {
      files.put(name, RtlSources.simulation(name));
    }
    files.put("simulation.sv", SimulationSource.of(design.pipeline(), watch));
  }

  /**
   * Where programs are kept: {@code $XDG_CACHE_HOME/bnn4j/rtl}, else {@code ~/.cache/bnn4j/rtl}.
   */
  public static Path cache() {
    Path home =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(name -> !name.isEmpty())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    return home.resolve("bnn4j").resolve("rtl");
  }

  /**
   * The program of a design, built unless it is there.
   *
   * @param watch what it can write down, which makes it slower
   * @throws Refusal if a tool is missing, or fails
   */
  public static Path program(Design design, Watch watch) {
    return program(cache(), design, watch);
  }

  /** As {@link #program(Design, Watch)}, kept elsewhere. */
  public static Path program(Path cache, Design design, Watch watch) {
    Tool.require("simulating the hardware", Tool.FOR_SIMULATION);
    try {
      return new SimulationBuild(cache, design, watch).build();
    } catch (IOException e) {
      throw new Refusal("%s: cannot be written: %s".formatted(cache, FailureText.reason(e)), e);
    }
  }

  private Path build() throws IOException {
    String tools = Tool.VERILATOR.version() + "\n" + Tool.COMPILER.version();
    Path program = cache.resolve(key(tools)).resolve(PROGRAM);
    if (Files.isExecutable(program)) {
      return program;
    }
    Files.createDirectories(cache);
    Path work = Leftovers.add(Files.createTempDirectory(cache, "build"));
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(work.resolve(file.getKey()), file.getValue());
      }
      List<String> verilate = new ArrayList<>(List.of(Tool.VERILATOR.program()));
      verilate.addAll(VERILATOR_FLAGS);
      verilate.addAll(files.keySet());
      run(work, verilate);
      Path shared = cache.resolve(Checksum.hex(tools.getBytes(StandardCharsets.UTF_8)) + ".o");
      Path runtime = work.resolve("obj").resolve(RUNTIME);
      if (Files.exists(shared)) {
        Files.copy(shared, runtime);
      }
      List<String> make = new ArrayList<>(List.of(Tool.MAKE.program()));
      make.addAll(MAKE_FLAGS);
      make.add("-j" + Runtime.getRuntime().availableProcessors());
      make.add(PROGRAM);
      run(work, make);
      if (!Files.exists(shared)) {
        AtomicFile.write(shared, out -> Files.copy(runtime, out));
      }
      Files.createDirectories(program.getParent());
      AtomicFile.move(work.resolve("obj").resolve(PROGRAM), program);
    } finally {
      TreeDeletion.delete(work);
      Leftovers.done(work);
    }
    return program;
  }

  private String key(String tools) {
    Checksum sum = new Checksum();
    add(sum, tools);
    add(sum, String.join(" ", VERILATOR_FLAGS) + String.join(" ", MAKE_FLAGS));
    files.forEach(
        (name, text) -> {
          add(sum, name);
          add(sum, text);
        });
    return sum.hex().substring(0, 32);
  }

  private static void add(Checksum sum, String text) {
    sum.add((text.length() + "\n" + text).getBytes(StandardCharsets.UTF_8));
  }

  private static void run(Path folder, List<String> command) throws IOException {
    Path log = folder.resolve("log");
    Process process =
        Leftovers.add(
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new Refusal(
            "%s failed with code %d: %s"
                .formatted(command.get(0), code, tail(Files.readAllLines(log))));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted while " + command.get(0) + " ran", e);
    } finally {
      Leftovers.done(process);
    }
  }

  private static String tail(List<String> lines) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }
}
