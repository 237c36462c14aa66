package bnn4j.cli.hardware;

import bnn4j.cli.option.OverlayArgument;
import bnn4j.cli.option.Writes;
import bnn4j.foundation.AtomicFile;
import bnn4j.hardware.draw.DrawingFile;
import bnn4j.hardware.draw.RooflineChart;
import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.estimate.EstimateJson;
import bnn4j.hardware.estimate.EstimateText;
import bnn4j.hardware.estimate.SimulatedCycles;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.simulation.BufferSizing;
import bnn4j.hardware.simulation.SimulationBuild;
import bnn4j.overlay.Overlay;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hardware estimate OVERLAY}. */
@Command(
    name = "estimate",
    description =
        "Estimates throughput, latency and resources of an overlay on a board, layer by layer.",
    footer = "  bnn4j hardware estimate cnvW1A1 --board pynq-z1 --roofline roofline.svg",
    exitCodeList = {"0:success", "1:the overlay does not fit the board", "2:wrong usage or input"})
final class EstimateHardwareCommand implements Callable<Integer> {
  private static final int SIMULATED_IMAGES = 8;

  @Parameters(
      paramLabel = "OVERLAY",
      description =
          "Overlay: a published one such as lfcW1A1, cnvW2A2 or lfc, or a YAML file (a path, or a name in configs/overlays).")
  private String name;

  @Mixin private BoardOptions options;

  @Writes
  @Option(
      names = "--roofline",
      paramLabel = "FILE",
      description = "Draw the roofline to this SVG or PNG file. May be given twice.")
  private List<Path> rooflines = List.of();

  @Writes(prints = true)
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all figures as JSON; - prints them instead of the table.")
  private Path json;

  @Option(
      names = "--simulate",
      description = "Also count cycles in a simulation of the hardware (takes minutes).")
  private boolean simulate;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Overlay overlay = OverlayArgument.read(name);
    Estimate estimate = new Estimate(Pipeline.of(overlay), options.board(), options.clock());
    List<DrawingFile> files = rooflines.stream().map(DrawingFile::new).toList();
    Optional<SimulatedCycles> simulated =
        simulate ? Optional.of(cycles(overlay)) : Optional.empty();
    PrintWriter out = spec.commandLine().getOut();
    if (json != null && json.toString().equals("-")) {
      out.print(EstimateJson.of(estimate, simulated));
    } else {
      out.print(EstimateText.of(estimate, simulated));
      if (json != null) {
        AtomicFile.write(json, EstimateJson.of(estimate, simulated));
      }
    }
    files.forEach(file -> file.write(RooflineChart.of(estimate)));
    out.flush();
    return estimate.fits() ? 0 : 1;
  }

  private static SimulatedCycles cycles(Overlay overlay) {
    BufferSizing.Cycles found =
        BufferSizing.measure(SimulationBuild.cache(), overlay, SIMULATED_IMAGES);
    return new SimulatedCycles(found.steady(), found.first());
  }
}
