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
        "Find by simulation how many words have to be able to wait before each layer so that none"
            + " holds up another, and print the overlay as YAML with them. Exit code 1 if the overlay"
            + " is slower with them than its slowest layer.")
final class SizeFifosCommand implements Callable<Integer> {
  private static final int IMAGES = 8;

  @Parameters(
      paramLabel = "OVERLAY",
      description =
          "For instance lfcW1A1, cnvW2A2, lfc, or a YAML file, as given or in configs/overlays.")
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
