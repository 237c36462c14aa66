package bnn4j.cli.checking;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.OverlayArgument;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.evaluation.compare.Comparison;
import bnn4j.evaluation.compare.SideBySide;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.pictures.InputImages;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import java.io.IOException;
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

/** {@code compare A B}. */
@Command(
    name = "compare",
    description =
        "Find the first layer, neuron and image on which two computations part, and by how much. A"
            + " and B are traces that infer --trace wrote, parameter sets, ONNX graphs, or one of"
            + " them a float model (model.zip or .npz). Pictures come from --input or --dataset;"
            + " two traces need none. Exit code 1 if they differ.")
public final class CompareCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "Traces, parameter set, graph or model.")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "Traces, parameter set, graph or model.")
  private String second;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Pictures to run, as infer takes them.")
  private Path input;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Data set whose pictures are run, all of a split.")
  private String dataset;

  @Option(
      names = "--split",
      paramLabel = "PART",
      defaultValue = "test",
      description = "test or training; default test.")
  private Part split;

  @Option(names = "--each", description = "Tell of each image that differs, not of the first only.")
  private boolean each;

  @Option(
      names = "--invert",
      description = "Picture files show dark strokes on a bright ground, as ink on paper.")
  private boolean invert;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description = "Overlay that both are for; default what they say.")
  private String overlayName;

  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<Overlay> wanted = Optional.ofNullable(overlayName).map(OverlayArgument::read);
    SideBySide sides =
        SideBySide.of(
            SideArgument.of(first, wanted, this::warn),
            SideArgument.of(second, wanted, this::warn),
            wanted);
    Optional<LabeledImages> images =
        sides.needsPictures() ? Optional.of(images(sides)) : Optional.empty();
    Comparison comparison;
    int most = sides.pictures(images);
    try (ProgressLine progress = new ProgressLine("compare", " images", most)) {
      comparison = sides.compare(images, progress::show);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(comparison.text());
    if (each) {
      out.print(comparison.eachText());
    }
    out.flush();
    return comparison.differences().isEmpty() ? 0 : 1;
  }

  private LabeledImages images(SideBySide sides) throws IOException {
    if (dataset == null) {
      return pictures(sides.overlay());
    }
    if (input != null || split == Part.VALIDATION) {
      throw new Refusal(
          input != null
              ? "--input and --dataset are both given; leave one of them out"
              : "--split validation: which images those are only training knows; use test or"
                  + " training");
    }
    Dataset source =
        data.open(
            dataset,
            sides.reading(DataOption.warnings(spec)),
            DeployedModel.shape(sides.overlay()));
    return split == Part.TEST ? source.test() : source.training();
  }

  private LabeledImages pictures(Overlay overlay) throws IOException {
    if (input == null) {
      throw new Refusal("--input or --dataset is missing; name the pictures that are to be run");
    }
    // As they are: each side applies the transform that it was trained with.
    InputImages read = new InputImages(overlay, invert, this::warn);
    read.add(input);
    return read.images();
  }

  private void warn(String warning) {
    spec.commandLine().getErr().println(warning);
  }
}
