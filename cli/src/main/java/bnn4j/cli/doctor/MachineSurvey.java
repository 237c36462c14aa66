package bnn4j.cli.doctor;

import bnn4j.board.BoardSurvey;
import bnn4j.board.linux.SystemTree;
import bnn4j.cli.option.Home;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.fetch.StockSurvey;
import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.foundation.Finding;
import bnn4j.hardware.synthesis.ToolSurvey;
import bnn4j.kernels.KernelChoice;
import bnn4j.offload.deep.DeepSetFolder;
import bnn4j.trainer.model.NativeBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks what bnn4j uses on this machine. Changes nothing. */
public final class MachineSurvey {
  /** With less, a convolutional network's batches do not fit. */
  private static final long ENOUGH_MEMORY = 1L << 30;

  private final DataDirectory data;
  private final SystemTree tree;

  /**
   * A check-up of this machine.
   *
   * @param data where datasets are
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
    findings.add(KernelChoice.finding());
    findings.add(NativeBackend.finding());
    findings.addAll(StockSurvey.of(data));
    findings.add(configs());
    findings.add(parameterSets());
    findings.add(runtime());
    findings.addAll(ToolSurvey.findings());
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
        "%d cores, %d MiB Java heap"
            .formatted(machine.availableProcessors(), machine.maxMemory() >> 20);
    return machine.maxMemory() >= ENOUGH_MEMORY
        ? Finding.fine("machine", found)
        : Finding.optional("machine", found, "increase the heap: BNN4J_JAVA_OPTIONS=-Xmx4g");
  }

  private static Finding configs() {
    Path folder = Home.configs();
    long configs = count(folder, 1, ".yaml");
    return configs > 0
        ? Finding.fine("configs", "%d in %s".formatted(configs, folder))
        : Finding.missing(
            "configs",
            "none in " + folder,
            "start bnn4j with the launchers in bin/, or use your own config");
  }

  private static Finding parameterSets() {
    Path folder = Home.parameterSets();
    long sets = sets(folder, ParameterSetFolders.CLASSES) + sets(folder, DeepSetFolder.NETWORK);
    return sets > 0
        ? Finding.fine("parameters", "%d sets in %s".formatted(sets, folder))
        : Finding.optional(
            "parameters", "no sets in " + folder, "create one: train --config fashion-lfc.yaml");
  }

  private static long sets(Path folder, String mark) {
    try {
      return new ParameterSetFolders(folder, mark).list().size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Finding runtime() {
    Path jar = Home.runtime();
    return Files.exists(jar)
        ? Finding.fine("runtime jar", jar.toString())
        : Finding.optional(
            "runtime jar",
            "not built: " + jar,
            "required to run on a board: mvn -pl board -am package");
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
