package bnn4j.cli.checking;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.OverlayArgument;
import bnn4j.cli.place.OffloadPlace;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.compare.Comparison;
import bnn4j.evaluation.compare.SideBySide;
import bnn4j.evaluation.deep.DeepComparison;
import bnn4j.evaluation.deep.DeepSource;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.pictures.InputImages;
import bnn4j.evaluation.pictures.Recognizer;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.driver.EngineOffload;
import bnn4j.overlay.Overlay;
import java.io.IOException;
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

/** {@code compare A B}. */
@Command(
    name = "compare",
    description =
        "Finds the first layer, neuron and image in which two computations differ. A and B are trace folders of 'infer --trace', parameter sets or ONNX graphs; one of them may be a float model (model.zip or .npz). The images come from --input or --dataset; two trace folders need none. Of sets for an offload overlay, A runs on the engine and B where --on says.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  bnn4j compare mnist/lfcW1A1 model.zip --input digits.idx3-ubyte",
      "  bnn4j compare mnist/lfcW1A1 model.zip --dataset mnist --each",
      "  bnn4j compare SET SET --on simulation --input photo.png"
    },
    exitCodeList = {"0:success, both agree everywhere", "1:they differ", "2:wrong usage or input"})
public final class CompareCommand implements Callable<Integer> {
  /** Options that say where a set for an offload overlay runs. */
  private static final List<String> FOR_OFFLOAD =
      List.of("--on", "--threads", "--timeout", "--host", "--bitstream", "--base");

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "Trace folder, parameter set, graph or model.")
  private String first;

  @Parameters(
      index = "1",
      paramLabel = "B",
      description = "Trace folder, parameter set, graph or model.")
  private String second;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Images to run, in the formats of 'infer'.")
  private Path input;

  @Option(names = "--dataset", paramLabel = "NAME", description = "Dataset whose images are run.")
  private String dataset;

  @Option(
      names = "--split",
      paramLabel = "PART",
      defaultValue = "test",
      description = "Split: test or training (default: ${DEFAULT-VALUE}).")
  private Part split;

  @Option(names = "--each", description = "Report every image that differs, not only the first.")
  private boolean each;

  @Option(names = "--invert", description = "Image files show dark strokes on a bright background.")
  private boolean invert;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description = "Overlay of both (default: stored in A and B).")
  private String overlayName;

  @Mixin private OffloadPlace place;
  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<DeepSideArgument> a = DeepSideArgument.find(first);
    Optional<DeepSideArgument> b = DeepSideArgument.find(second);
    if (a.isPresent() && b.isPresent()) {
      return compareDeep(a.get(), b.get());
    }
    if (a.isPresent() || b.isPresent()) {
      throw new Refusal(
          "%s is for an offload overlay, %s is not; compare it with a set or model.zip of the same network"
              .formatted(a.isPresent() ? first : second, a.isPresent() ? second : first));
    }
    for (String option : FOR_OFFLOAD) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new Refusal(
            "%s is for sets of offload overlays; those of dataflow overlays are compared on the engine"
                .formatted(option));
      }
    }
    return compareDataflow();
  }

  private int compareDataflow() throws IOException {
    Optional<Overlay> wanted = Optional.ofNullable(overlayName).map(OverlayArgument::read);
    SideBySide sides =
        SideBySide.of(
            SideArgument.of(first, wanted, this::warn),
            SideArgument.of(second, wanted, this::warn),
            wanted);
    Optional<LabeledImages> images =
        sides.needsPictures() ? Optional.of(images(sides)) : Optional.empty();
    images.ifPresent(all -> sides.oddities(all).forEach(oddity -> warn("warning: " + oddity)));
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

  /** Networks that are offloaded layer by layer. */
  private int compareDeep(DeepSideArgument a, DeepSideArgument b) throws IOException {
    if (overlayName != null) {
      throw new Refusal("--overlay is for dataflow overlays; omit it");
    }
    a.checkFor(b);
    OffloadOverlay overlay = a.deep().overlay();
    LabeledImages images = images(a.set().isPresent() ? a : b);
    DeepComparison comparison;
    try (DeepSource one = a.source(images, () -> new EngineOffload(1));
        DeepSource other = b.source(images, () -> place.open(overlay));
        ProgressLine progress = new ProgressLine("compare", " images", images.size())) {
      comparison = DeepComparison.of(a.deep().network(), one, other, images.size(), progress::show);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(comparison.text("A", "B"));
    if (each) {
      out.print(comparison.eachText("A", "B"));
    }
    out.flush();
    return comparison.differences().isEmpty() ? 0 : 1;
  }

  private LabeledImages images(DeepSideArgument side) throws IOException {
    InputFormat format = side.deep().network().input();
    if (dataset != null) {
      return test(
          side.reading(DataOption.warnings(spec)),
          new ImageShape(format.channels(), format.dimension(), format.dimension()));
    }
    return pictures(
        new InputImages(
            side.deep().name(),
            List.of(),
            InputTransform.NONE,
            Recognizer.of(format, Optional.empty(), Optional.of(invert)),
            invert,
            this::warn));
  }

  private LabeledImages images(SideBySide sides) throws IOException {
    return dataset == null
        // As they are: each side applies the transform that it was trained with.
        ? pictures(new InputImages(sides.overlay(), invert, this::warn))
        : test(sides.reading(DataOption.warnings(spec)), DeployedModel.shape(sides.overlay()));
  }

  /** Images of a dataset. */
  private LabeledImages test(Reading reading, ImageShape shape) {
    if (input != null || split == Part.VALIDATION) {
      throw new Refusal(
          input != null
              ? "--input and --dataset are both given; omit one of them"
              : "--split validation is not supported; use test or training");
    }
    Dataset source = data.open(dataset, reading, shape);
    return split == Part.TEST ? source.test() : source.training();
  }

  private LabeledImages pictures(InputImages read) throws IOException {
    if (input == null) {
      throw new Refusal("--input or --dataset is required");
    }
    read.add(input);
    return read.images();
  }

  private void warn(String warning) {
    spec.commandLine().getErr().println(warning);
  }
}
