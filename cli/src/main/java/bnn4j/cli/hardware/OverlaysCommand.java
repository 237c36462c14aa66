package bnn4j.cli.hardware;

import bnn4j.cli.option.OverlayArgument;
import bnn4j.finnthesizer.ConfigHeader;
import bnn4j.network.InputFormat;
import bnn4j.onnx.OnnxModel;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.text.OverlayFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overlays list|show NAME|from MODEL}. */
@Command(
    name = "overlays",
    description = "Lists overlays and shows their layers, folding, memories and cycles.",
    synopsisSubcommandLabel = "(list | show NAME | from MODEL)",
    footer = "  bnn4j overlays show cnvW2A2")
public final class OverlaysCommand {
  /** Clock of the published bitstreams on PYNQ-Z1, in MHz. */
  private static final double CLOCK = 100;

  @Spec private CommandSpec spec;

  @Command(
      name = "list",
      description = "Lists the published overlays.",
      footer = "  bnn4j overlays list")
  public int list() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-10s %-16s %-16s %7s %7s%n", "overlay", "input", "output", "layers", "classes");
    for (Overlay overlay : Overlays.published()) {
      out.printf(
          "%-10s %-16s %-16s %7d %7s%n",
          overlay.name(),
          input(overlay),
          overlay.bitOutput() ? "bit per class" : "16-bit scores",
          overlay.layers().size(),
          "1.." + overlay.maxClasses());
    }
    return 0;
  }

  @Command(
      name = "show",
      description = "Shows an overlay layer by layer.",
      footer = "  bnn4j overlays show lfcSmall.yaml")
  public int show(
      @Parameters(
              paramLabel = "NAME|FILE",
              description =
                  "Overlay: a published one such as lfcW1A1, cnvW2A2 or lfc, or a YAML file (a path, or a name in configs/overlays).")
          String name,
      @Option(
              names = "--config-h",
              description = "Print only hw/config.h, the constants for synthesis.")
          boolean configHeader) {
    PrintWriter out = spec.commandLine().getOut();
    Overlay overlay = OverlayArgument.read(name);
    if (configHeader) {
      out.print(ConfigHeader.of(overlay));
      out.flush();
      return 0;
    }
    out.printf(
        "%s: %s, input %s (%d words), output %d words, 1..%d classes%n",
        overlay.name(),
        overlay.network().precisionText(),
        input(overlay),
        overlay.inputWords(),
        overlay.outputWords(),
        overlay.maxClasses());
    out.println(
        "layer kind              rows columns  padded  SIMD   PE   WMEM  TMEM thresholds"
            + "  accumulator                    cycles");
    overlay.layers().forEach(layer -> print(layer, out));
    long cycles = overlay.cyclesPerImage();
    boolean layer = overlay.layers().stream().anyMatch(of -> of.cycles() == cycles);
    out.printf(
        "slowest %s: %d cycles per image, at most %.0f images/s at %.0f MHz%n",
        layer ? "layer" : "are words in or out", cycles, CLOCK * 1e6 / cycles, CLOCK);
    return 0;
  }

  @Command(
      name = "from",
      description =
          "Prints the YAML of an overlay for the network of an ONNX file, with a legal folding.",
      footer = "  bnn4j overlays from tfc.onnx > tfc.yaml")
  public int from(
      @Parameters(paramLabel = "MODEL", description = "QONNX file (.onnx).") Path model,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              description = "Name of the overlay (default: derived from the file name).")
          String name) {
    OnnxModel graph = OnnxModel.read(model);
    Overlay overlay = graph.overlay(name == null ? graph.name() : name);
    String yaml = OverlayFile.toYaml(overlay);
    OverlayFile.of("--name", yaml);
    PrintWriter out = spec.commandLine().getOut();
    Overlays.running(overlay.network())
        .forEach(o -> out.printf("# --overlay %s runs it, too.%n", o.name()));
    out.print(yaml);
    out.flush();
    return 0;
  }

  private static String input(Overlay overlay) {
    InputFormat format = overlay.network().input();
    return "%dx%dx%d %d-bit"
        .formatted(format.channels(), format.dimension(), format.dimension(), format.bits());
  }

  private static void print(MatrixLayer layer, PrintWriter out) {
    out.printf(
        "%5d %-16s %5d %7d %7s %5d %4d %6d %5d %10d  %-12s %6d..%-6d %8d%n",
        layer.index(),
        kind(layer),
        layer.rows(),
        layer.columns(),
        "%d/%d".formatted(layer.rows() - layer.neurons(), layer.paddedColumns()),
        layer.folding().simd(),
        layer.folding().pe(),
        layer.wmem(),
        layer.tmem(),
        layer.thresholdsPerNeuron(),
        layer.accumulator(),
        layer.accumulatorMin(),
        layer.accumulatorMax(),
        layer.cycles());
  }

  private static String kind(MatrixLayer layer) {
    String kind =
        layer.layer().isDense()
            ? "dense"
            : "conv %dx%d @%d"
                .formatted(layer.layer().kernel(), layer.layer().kernel(), layer.dimension());
    return layer.pooled() ? kind + " pool" : kind;
  }
}
