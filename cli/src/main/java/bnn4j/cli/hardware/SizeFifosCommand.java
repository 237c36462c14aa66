package bnn4j.cli.hardware;

import bnn4j.cli.option.OverlayArgument;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.simulation.BufferSizing;
import bnn4j.hardware.simulation.BufferSizing.Cycles;
import bnn4j.hardware.simulation.SimulationBuild;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.text.OverlayFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hardware fifos OVERLAY}. */
@Command(
    name = "fifos",
    description =
        "Determines by simulation the FIFO depth before each layer at which no layer stalls another, and prints the overlay as YAML with these depths. Takes minutes.",
    footer = "  bnn4j hardware fifos mine.yaml > sized.yaml",
    exitCodeList = {
      "0:success",
      "1:with these FIFOs the overlay is slower than its slowest layer",
      "2:wrong usage or input"
    })
final class SizeFifosCommand implements Callable<Integer> {
  private static final int IMAGES = 8;

  @Parameters(
      paramLabel = "OVERLAY",
      description =
          "Overlay: a published one such as lfcW1A1, cnvW2A2 or lfc, or a YAML file (a path, or a name in configs/overlays).")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Overlay sized = BufferSizing.sized(SimulationBuild.cache(), OverlayArgument.read(name));
    Cycles cycles = BufferSizing.measure(SimulationBuild.cache(), sized, IMAGES);
    long least = Pipeline.of(sized).bottleneck();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "# simulated: %d cycles per image (slowest layer %d), %d to the first result%n",
        cycles.steady(), least, cycles.first());
    out.print(OverlayFile.toYaml(sized));
    out.flush();
    return cycles.steady() == least ? 0 : 1;
  }
}
