package bnn4j.cli.hardware;

import bnn4j.cli.option.OverlayArgument;
import bnn4j.cli.option.Writes;
import bnn4j.foundation.AtomicFile;
import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.rtl.Design;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.synthesis.SynthesisReport;
import bnn4j.hardware.synthesis.Yosys;
import bnn4j.hardware.synthesis.YosysProgram;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hardware synthesize OVERLAY}. */
@Command(
    name = "synthesize",
    description =
        "Synthesizes an overlay for the board's FPGA with Yosys, and prints the resources of each layer beside the estimate. Takes minutes.",
    footer = "  bnn4j hardware synthesize lfcW1A1 --board ultra96",
    exitCodeList = {"0:success", "1:the overlay does not fit the board", "2:wrong usage or input"})
final class SynthesizeHardwareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "OVERLAY",
      description =
          "Overlay: a published one such as lfcW1A1, cnvW2A2 or lfc, or a YAML file (a path, or a name in configs/overlays).")
  private String name;

  @Mixin private BoardOptions options;

  @Writes(prints = true)
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all figures as JSON; - prints them instead of the table.")
  private Path json;

  @Writes(folder = true)
  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep the sources, the script and the log of Yosys in this folder.")
  private Path keep;

  @Option(
      names = "--yosys",
      paramLabel = "PROGRAM",
      description =
          "Yosys to run: a program, or the folder of npm's package @yowasp/yosys"
              + " (default: $BNN4J_YOSYS, else yosys in the PATH or in node_modules).")
  private String yosys;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Pipeline pipeline = Pipeline.of(OverlayArgument.read(name));
    Estimate estimate = new Estimate(pipeline, options.board(), options.clock());
    SynthesisReport report =
        new SynthesisReport(
            estimate,
            Yosys.synthesize(
                Design.of(pipeline),
                options.board().family(),
                YosysProgram.require(Optional.ofNullable(yosys)),
                Optional.ofNullable(keep)));
    PrintWriter out = spec.commandLine().getOut();
    if (json != null && json.toString().equals("-")) {
      out.print(report.json());
    } else {
      out.print(report.text());
      if (json != null) {
        AtomicFile.write(json, report.json());
      }
    }
    out.flush();
    return report.fits() ? 0 : 1;
  }
}
