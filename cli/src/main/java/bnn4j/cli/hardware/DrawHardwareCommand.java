package bnn4j.cli.hardware;

import bnn4j.cli.option.OverlayArgument;
import bnn4j.cli.option.Writes;
import bnn4j.hardware.draw.Drawing;
import bnn4j.hardware.draw.DrawingFile;
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
    description = "Draws the pipeline of an overlay: stages, stream widths, cycles and memory.",
    footer = "  bnn4j hardware draw cnvW1A1 --out pipeline.svg")
final class DrawHardwareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "OVERLAY",
      description =
          "Overlay: a published one such as lfcW1A1, cnvW2A2 or lfc, or a YAML file (a path, or a name in configs/overlays).")
  private String name;

  @Mixin private BoardOptions options;

  @Writes
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Output file, SVG or PNG. May be given twice. Without it, the SVG is printed.")
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
