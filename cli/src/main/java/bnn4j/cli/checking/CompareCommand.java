package bnn4j.cli.checking;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.option.DataOption;
import bnn4j.cli.option.OverlayArgument;
import bnn4j.cli.recognition.InputImages;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.accuracy.PackedImages;
import bnn4j.evaluation.compare.Comparison;
import bnn4j.evaluation.compare.EngineTraces;
import bnn4j.evaluation.compare.TraceSource;
import bnn4j.evaluation.pictures.Recognizer;
import bnn4j.experiment.spec.Pictures;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.ReferenceEvaluation;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
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

  private LabeledImages images;

  @Override
  public Integer call() throws IOException {
    Optional<Overlay> wanted = Optional.ofNullable(overlayName).map(OverlayArgument::read);
    ComparedArgument a = ComparedArgument.of(first, wanted, this::warn);
    ComparedArgument b = ComparedArgument.of(second, wanted, this::warn);
    Overlay overlay =
        wanted
            .or(a::overlay)
            .or(b::overlay)
            .or(() -> ownOverlay(a))
            .orElseThrow(CompareCommand::unknownOverlay);
    if (!(a instanceof ComparedArgument.Traces) || !(b instanceof ComparedArgument.Traces)) {
      images = dataset == null ? pictures(overlay) : images(overlay, a, b);
    }
    Comparison comparison;
    int most =
        images == null ? ((ComparedArgument.Traces) a).source().images().size() : images.size();
    try (ProgressLine progress = new ProgressLine("compare", " images", most)) {
      comparison = compare(overlay, a, b, progress::show);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(comparison.text());
    if (each) {
      out.print(comparison.eachText());
    }
    out.flush();
    return comparison.differences().isEmpty() ? 0 : 1;
  }

  private Comparison compare(
      Overlay overlay, ComparedArgument a, ComparedArgument b, IntConsumer progress) {
    Optional<TrainedNetwork> model = a.network(overlay);
    Optional<TrainedNetwork> other = b.network(overlay);
    if (model.isPresent() && other.isPresent()) {
      throw new Refusal(
          "%s and %s are both float models; compare a model with a parameter set or traces"
              .formatted(first, second));
    }
    if (model.isEmpty() && other.isEmpty()) {
      return Comparison.of(overlay, source(overlay, a, b), source(overlay, b, a), progress);
    }
    ComparedArgument floats = model.isPresent() ? a : b;
    ComparedArgument traces = model.isPresent() ? b : a;
    return Comparison.of(
        overlay,
        new ReferenceEvaluation(model.or(() -> other).orElseThrow()),
        packed(overlay, floats, traces),
        source(overlay, traces, floats),
        progress);
  }

  private TraceSource source(Overlay overlay, ComparedArgument one, ComparedArgument other) {
    if (one instanceof ComparedArgument.Traces traces) {
      return traces.source();
    }
    ParameterSet set =
        one instanceof ComparedArgument.Graph graph
            ? graph.set(overlay, other)
            : ((ComparedArgument.Parameters) one).set().parameters();
    return new EngineTraces(one.name(), set, packed(overlay, one, other));
  }

  /** What one of them sees; if it does not say, it sees what the other does. */
  private long[] packed(Overlay overlay, ComparedArgument one, ComparedArgument other) {
    InputTransform transform = one.transform().or(other::transform).orElse(InputTransform.NONE);
    return PackedImages.pack(images, transform, overlay, 0, images.size());
  }

  private LabeledImages images(Overlay overlay, ComparedArgument a, ComparedArgument b) {
    if (input != null || split == Part.VALIDATION) {
      throw new Refusal(
          input != null
              ? "--input and --dataset are both given; leave one of them out"
              : "--split validation: which images those are only training knows; use test or"
                  + " training");
    }
    Pictures pictures = a.pictures().or(b::pictures).orElse(Pictures.DEFAULT);
    InputFormat format = overlay.network().input();
    Dataset source =
        data.open(
            dataset,
            pictures.reading(DataOption.warnings(spec)),
            new ImageShape(format.channels(), format.dimension(), format.dimension()));
    return split == Part.TEST ? source.test() : source.training();
  }

  private LabeledImages pictures(Overlay overlay) throws IOException {
    if (input == null) {
      throw new Refusal("--input or --dataset is missing; name the pictures that are to be run");
    }
    // As they are: each side applies the transform that it was trained with.
    Recognizer recognizer = Recognizer.of(overlay, Optional.empty(), Optional.of(invert));
    InputImages read =
        new InputImages(overlay, List.of(), InputTransform.NONE, recognizer, invert, this::warn);
    read.add(input);
    return read.images();
  }

  private void warn(String warning) {
    spec.commandLine().getErr().println(warning);
  }

  /** Two graphs are compared on an overlay that is made for the first. */
  private static Optional<Overlay> ownOverlay(ComparedArgument one) {
    return one instanceof ComparedArgument.Graph graph
        ? Optional.of(graph.model().overlay(graph.model().name()))
        : Optional.empty();
  }

  private static Refusal unknownOverlay() {
    return new Refusal("neither says which overlay it is for; name it with --overlay");
  }
}
