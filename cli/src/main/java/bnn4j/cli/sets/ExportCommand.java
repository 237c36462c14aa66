package bnn4j.cli.sets;

import bnn4j.cli.option.Choice;
import bnn4j.cli.option.OverlayArgument;
import bnn4j.cli.option.Writes;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.experiment.export.TrainedModel;
import bnn4j.finnthesizer.NpzModel;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedNetwork;
import bnn4j.onnx.OnnxExport;
import bnn4j.overlay.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export PARAMS --format FORMAT --out FILE}. */
@Command(
    name = "export",
    description =
        "Writes a parameter set or a trained model as an ONNX file for FINN, onnxruntime"
            + " and other tools (docs/onnx.md).",
    footer = "  bnn4j export mnist/lfcW1A1 --format finn --out lfc.onnx")
public final class ExportCommand implements Callable<Integer> {
  /** What the file is for. */
  public enum Format {
    /** FINN's builder. */
    FINN,
    /** Any runtime. */
    ONNX,
    /** QONNX with latent weights and batch norms. */
    QONNX
  }

  @Parameters(
      paramLabel = "PARAMS",
      description =
          "Parameter set: a folder or a name under params-out. With --format qonnx: a"
              + " model.zip or BNN-PYNQ's .npz.")
  private String source;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "onnx",
      description =
          "onnx: integer weights and thresholds, any number of images, outputs scores or"
              + " bits and the class. finn: the same for FINN, one image, outputs the"
              + " class. qonnx: latent weights with Quant, BipolarQuant and batch norms of"
              + " a trained model (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Writes
  @Option(names = "--out", paramLabel = "FILE", required = true, description = "Output file.")
  private Path out;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description = "Overlay of PARAMS (default: stored in PARAMS; required for .npz).")
  private String overlayName;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<Overlay> overlay = Optional.ofNullable(overlayName).map(OverlayArgument::read);
    OnnxExport export = format == Format.QONNX ? trained(overlay) : set(overlay);
    export.write(out);
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s as %s, %s in, %s out, %.1f MB%n",
            out,
            source,
            Choice.word(format),
            String.join(" and ", export.inputs()),
            String.join(" and ", export.outputs()),
            Files.size(out) / 1e6);
    return 0;
  }

  private OnnxExport set(Optional<Overlay> overlay) throws IOException {
    if (Files.isRegularFile(Path.of(source))) {
      throw new Refusal(
          ("%s is a file; --format %s requires a parameter set (see gen-weights). For a trained"
                  + " model use --format qonnx")
              .formatted(source, Choice.word(format)));
    }
    DeployedModel set = ParameterSetArgument.load(source, overlay, this::warn).model();
    warnOf(set.input());
    return format == Format.FINN
        ? OnnxExport.forFinn(set.parameters())
        : OnnxExport.forRuntimes(set.parameters());
  }

  private OnnxExport trained(Optional<Overlay> wanted) throws IOException {
    Path file = Path.of(source);
    if (!Files.exists(file)) {
      throw new Refusal(
          ("%s: no such file; --format qonnx requires a model.zip or .npz. For a parameter set"
                  + " use --format finn or onnx")
              .formatted(source));
    }
    InputFile.check(file, "a model.zip or .npz");
    try {
      if (source.endsWith(".npz")) {
        Overlay overlay = wanted.orElseThrow(this::unknownOverlay);
        TrainedNetwork network = NpzModel.read(file, overlay);
        return OnnxExport.asQonnx(network, overlay, numbers(network.network().outputs()));
      }
      TrainedModel model = TrainedModel.read(file);
      Card card = model.card();
      warnOf(card.input());
      return OnnxExport.asQonnx(model.network(), wanted.orElse(model.overlay()), card.classes());
    } catch (Refusal e) {
      throw e.getMessage().startsWith(source) ? e : new Refusal(source + ": " + e.getMessage(), e);
    }
  }

  private static List<String> numbers(int outputs) {
    return IntStream.range(0, outputs).mapToObj(Integer::toString).toList();
  }

  private Refusal unknownOverlay() {
    return new Refusal(source + " does not name its overlay; specify it with --overlay");
  }

  private void warnOf(InputTransform transform) {
    if (!transform.isIdentity()) {
      warn(
          ("warning: the network was trained with the input transform %s; apply it to the"
                  + " images before you run the model")
              .formatted(transform.text()));
    }
  }

  private void warn(String warning) {
    spec.commandLine().getErr().println(warning);
  }
}
