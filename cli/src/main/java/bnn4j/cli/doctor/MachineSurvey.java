package bnn4j.cli.doctor;

import bnn4j.board.BoardSurvey;
import bnn4j.board.Finding;
import bnn4j.board.linux.SystemTree;
import bnn4j.cli.option.Home;
import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.fetch.Stock;
import bnn4j.foundation.Refusal;
import bnn4j.hardware.simulation.Tool;
import bnn4j.hardware.synthesis.YosysProgram;
import bnn4j.kernels.KernelChoice;
import bnn4j.trainer.model.NativeBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for all that bnn4j uses on this machine; changes nothing. */
public final class MachineSurvey {
  /** With less, a convolutional network's batches do not fit. */
  private static final long ENOUGH_MEMORY = 1L << 30;

  private final DataDirectory data;
  private final SystemTree tree;

  /**
   * A check-up of this machine.
   *
   * @param data where data sets are
   * @param tree where Linux's files are
   */
  public MachineSurvey(DataDirectory data, SystemTree tree) {
    this.data = data;
    this.tree = tree;
  }

  /** What was found, in the order of the pipeline. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(memory());
    findings.add(kernels());
    findings.add(training());
    findings.addAll(dataSets());
    findings.add(configs());
    findings.add(parameterSets());
    findings.add(runtime());
    for (Tool tool : Tool.values()) {
      findings.add(tool(tool));
    }
    findings.addAll(board());
    return findings;
  }

  /** That it is new enough has been seen to by the launcher, and by the class loader. */
  private static Finding java() {
    return Finding.fine(
        "java",
        "%s (%s) on %s %s"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
  }

  private static Finding memory() {
    Runtime machine = Runtime.getRuntime();
    String found =
        "%d cores, %d MiB for Java"
            .formatted(machine.availableProcessors(), machine.maxMemory() >> 20);
    return machine.maxMemory() >= ENOUGH_MEMORY
        ? Finding.fine("machine", found)
        : Finding.optional(
            "machine", found, "give Java more, for instance: BNN4J_JAVA_OPTIONS=-Xmx4g");
  }

  /** Where the faster one does not run, the reason says what would help. */
  private static Finding kernels() {
    try {
      return Finding.fine("engine", KernelChoice.ofThisJvm().reason());
    } catch (Refusal e) {
      return Finding.missing("engine", e.getMessage(), "leave out -D" + KernelChoice.PROPERTY);
    }
  }

  private static Finding training() {
    try {
      return Finding.fine("training", NativeBackend.describe());
    } catch (Refusal e) {
      return Finding.missing(
          "training",
          e.getMessage(),
          "build it on this machine (mvn -pl cli -am package), which takes the library for it;"
              + " there is one for Linux, Windows and macOS on x86-64, Linux and macOS on arm64");
    }
  }

  private List<Finding> dataSets() {
    List<String> there = new ArrayList<>();
    List<Finding> partial = new ArrayList<>();
    for (CatalogueEntry entry : Datasets.catalogue()) {
      Stock stock = Stock.of(entry, data);
      String name = entry.name();
      if (stock.isWhole()) {
        there.add(name);
      } else if (!stock.isEmpty()) {
        partial.add(
            Finding.optional(
                "data set", "%s: %s".formatted(name, stock.text()), "datasets fetch " + name));
      }
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(summary(there));
    findings.addAll(partial);
    return findings;
  }

  private Finding summary(List<String> there) {
    String found =
        "%d of %d in %s: %s"
            .formatted(
                there.size(), Datasets.catalogue().size(), data.root(), String.join(", ", there));
    boolean real = there.stream().anyMatch(name -> !Datasets.entry(name).isGenerated());
    return real
        ? Finding.fine("data sets", found)
        : Finding.optional("data sets", found, "datasets fetch fashion-mnist, or name --data DIR");
  }

  private static Finding configs() {
    Path folder = Home.configs();
    long configs = count(folder, 1, ".yaml");
    return configs > 0
        ? Finding.fine("configs", "%d in %s".formatted(configs, folder))
        : Finding.missing(
            "configs",
            "none in " + folder,
            "start bnn4j by its launchers in bin/, or name a config of your own");
  }

  private static Finding parameterSets() {
    Path folder = Home.parameterSets();
    long sets = count(folder, 3, "classes.txt");
    return sets > 0
        ? Finding.fine("parameters", "%d sets in %s".formatted(sets, folder))
        : Finding.optional(
            "parameters", "no sets in " + folder, "train --config fashion-lfc.yaml makes one");
  }

  private static Finding runtime() {
    Path jar = Home.runtime();
    return Files.exists(jar)
        ? Finding.fine("runtime jar", jar.toString())
        : Finding.optional(
            "runtime jar",
            "not built: " + jar,
            "mvn -pl board -am package, to run on a board from here");
  }

  /** Only --on rtl and hardware need them. */
  private static Finding tool(Tool tool) {
    if (tool == Tool.YOSYS) {
      return yosys();
    }
    return tool.find().isPresent()
        ? Finding.fine(tool.program(), tool.version())
        : Finding.optional(
            tool.program(), "not in the PATH; " + tool.purpose(), tool.installCommand());
  }

  /** It may also be npm's. */
  private static Finding yosys() {
    String name = Tool.YOSYS.program();
    return YosysProgram.find()
        .map(yosys -> Finding.fine(name, yosys.version()))
        .orElseGet(
            () ->
                Finding.optional(
                    name, "not in the PATH; " + Tool.YOSYS.purpose(), YosysProgram.INSTALL));
  }

  /** Everything but driving the FPGA works without a board. */
  private List<Finding> board() {
    return BoardSurvey.of(tree).stream()
        .map(
            finding ->
                finding.state() == Finding.State.MISSING
                    ? Finding.optional(finding.what(), finding.found(), finding.next())
                    : finding)
        .toList();
  }

  /** Files below a folder whose names end so; 0 if there is no such folder. */
  private static long count(Path folder, int depth, String ending) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.getFileName().toString().endsWith(ending)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
