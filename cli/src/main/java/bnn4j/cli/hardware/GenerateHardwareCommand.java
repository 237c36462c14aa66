package bnn4j.cli.hardware;

import bnn4j.cli.option.OverlayArgument;
import bnn4j.cli.option.Writes;
import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.hardware.rtl.GeneratedFolder;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hardware generate OVERLAY --out DIR}. */
@Command(
    name = "generate",
    description =
        "Writes an overlay as SystemVerilog, with a list of its files and a script that packages it as an IP in Vivado.",
    footer = "  bnn4j hardware generate cnvW1A1 --out build")
final class GenerateHardwareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "OVERLAY",
      description =
          "Overlay: a published one such as lfcW1A1, cnvW2A2 or lfc, or a YAML file (a path, or a name in configs/overlays).")
  private String name;

  @Option(
      names = "--params",
      paramLabel = "PARAMS",
      description =
          "Parameter set for the initial content of the memories (default: none; the host loads the parameters).")
  private String params;

  @Writes(folder = true)
  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Output folder.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Overlay overlay = OverlayArgument.read(name);
    Optional<ParameterSet> parameters = Optional.empty();
    if (params != null) {
      parameters =
          Optional.of(
              ParameterSetArgument.load(
                      params, Optional.of(overlay), spec.commandLine().getErr()::println)
                  .model()
                  .parameters());
    }
    List<String> files = GeneratedFolder.write(overlay, parameters, out);
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %d files in %s, top module overlay; %d cycles per image%n",
            overlay.name(), files.size(), out, Pipeline.of(overlay).bottleneck());
    return 0;
  }
}
