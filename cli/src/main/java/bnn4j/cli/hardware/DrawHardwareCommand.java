package bnn4j.cli.hardware;

import bnn4j.cli.option.OverlayArgument;
import bnn4j.hardware.draw.Drawing;
import bnn4j.hardware.draw.PipelineDrawing;
import bnn4j.hardware.draw.Svg;
import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.rtl.Pipeline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hardware draw OVERLAY}. */
@Command(
    name = "draw",
    description =
        "Draw the pipeline of an overlay: its stages, the widths between them, cycles and memory of"
            + " each.")
final class DrawHardwareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "OVERLAY",
      description =
          "For instance lfcW1A1, cnvW2A2, lfc, or a YAML file, as given or in configs/overlays.")
  private String name;

  @Mixin private BoardOptions options;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "SVG or PNG to write; may be given twice. Without, the SVG is printed.")
  private List<Path> out = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<DrawingFile> files = out.stream().map(DrawingFile::new).toList();
    Pipeline pipeline = Pipeline.of(OverlayArgument.read(name));
    Drawing drawing = PipelineDrawing.of(new Estimate(pipeline, options.board(), options.clock()));
    PrintWriter printed = spec.commandLine().getOut();
    if (files.isEmpty()) {
      printed.print(Svg.of(drawing));
    }
    for (DrawingFile file : files) {
      file.write(drawing);
      printed.printf("%s: %s%n", pipeline.name(), file.path());
    }
    printed.flush();
    return 0;
  }
}
