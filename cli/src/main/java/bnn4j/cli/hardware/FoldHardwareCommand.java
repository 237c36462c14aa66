package bnn4j.cli.hardware;

import bnn4j.cli.option.Writes;
import bnn4j.foundation.AtomicFile;
import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.estimate.EstimateText;
import bnn4j.hardware.fold.FoldingGoal;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.text.OverlayFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hardware fold NETWORK --board BOARD (--fps RATE | --fit)}. */
@Command(
    name = "fold",
    description =
        "Searches PE and SIMD of each layer: the smallest folding for a rate, or the fastest folding that fits. Prints the overlay as YAML with the estimate as comments.",
    footer = "  bnn4j hardware fold cnvW1A1 --board ultra96 --fps 5000")
final class FoldHardwareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NETWORK",
      description =
          "Network: a name such as cnvW1A1 or tfcW1A2, or the YAML file of an overlay (a path, or a name in configs/overlays). Its SIMD and PE are ignored and may be omitted.")
  private String name;

  @Mixin private BoardOptions options;

  @ArgGroup(multiplicity = "1")
  private Goal goal;

  /** One of both. */
  static final class Goal {
    @Option(
        names = "--fps",
        paramLabel = "RATE",
        description = "Required throughput in images per second.")
    private Double imagesPerSecond;

    @Option(names = "--fit", description = "Find the fastest folding that fits the board.")
    private boolean fit;
  }

  @Option(
      names = "--limit",
      paramLabel = "PERCENT",
      defaultValue = "80",
      description =
          "Usable share of each of the board's resources in percent (default: ${DEFAULT-VALUE}).")
  private double limit;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the overlay (default: derived from network and board).")
  private String overlayName;

  @Writes
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the YAML to this file instead of printing it.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FoldingGoal search =
        new FoldingGoal(NetworkArgument.read(name), options.board(), options.clock(), limit);
    Overlay folded = goal.fit ? search.fastest() : search.atLeast(goal.imagesPerSecond);
    Overlay named =
        new Overlay(
            Optional.ofNullable(overlayName).orElse(folded.name()),
            folded.network(),
            folded.foldings());
    String yaml = comments(named) + OverlayFile.toYaml(named);
    // A name that nothing could read again is refused here.
    OverlayFile.of(named.name(), yaml);
    PrintWriter printed = spec.commandLine().getOut();
    if (out == null) {
      printed.print(yaml);
    } else {
      AtomicFile.write(out, yaml);
      printed.printf("%s: %s%n", named.name(), out);
    }
    printed.flush();
    return 0;
  }

  private String comments(Overlay overlay) {
    Estimate estimate = new Estimate(Pipeline.of(overlay), options.board(), options.clock());
    return EstimateText.of(estimate, Optional.empty())
        .lines()
        .map(line -> ("# " + line).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }
}
