package bnn4j.cli;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.finnthesizer.FloatEvaluation;
import bnn4j.finnthesizer.FloatNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Refusal;
import bnn4j.trainer.accuracy.PackedImages;
import bnn4j.trainer.compare.Comparison;
import bnn4j.trainer.compare.EngineTraces;
import bnn4j.trainer.compare.TraceSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare A B}. */
@Command(
    name = "compare",
    description =
        "Find the first layer, neuron and image on which two computations part, and by how much."
            + " A and B are traces that infer --trace wrote, parameter sets, or one of them a float"
            + " model (model.zip or .npz). Exit code 1 if they differ.")
final class CompareCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "Traces, parameter set or model.")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "Traces, parameter set or model.")
  private String second;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Pictures to run, as infer takes them; not needed for two traces.")
  private Path input;

  @Option(
      names = "--invert",
      description = "Picture files show dark strokes on a bright ground, as ink on paper.")
  private boolean invert;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description = "Overlay that both are for; default what they say.")
  private String overlayName;

  @Spec private CommandSpec spec;

  private LabeledImages images;

  @Override
  public Integer call() throws IOException {
    Optional<Overlay> wanted = Optional.ofNullable(overlayName).map(OverlayArgument::read);
    ComparedArgument a = ComparedArgument.of(first, wanted, this::warn);
    ComparedArgument b = ComparedArgument.of(second, wanted, this::warn);
    Overlay overlay =
        wanted.or(a::overlay).or(b::overlay).orElseThrow(CompareCommand::unknownOverlay);
    if (!(a instanceof ComparedArgument.Traces) || !(b instanceof ComparedArgument.Traces)) {
      images = images(overlay);
    }
    Comparison comparison;
    int most =
        images == null ? ((ComparedArgument.Traces) a).source().images().size() : images.size();
    try (ProgressLine progress = new ProgressLine("compare", " images", most)) {
      comparison = compare(overlay, a, b, progress::show);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(comparison.text());
    out.flush();
    return comparison.first().isEmpty() ? 0 : 1;
  }

  private Comparison compare(
      Overlay overlay, ComparedArgument a, ComparedArgument b, IntConsumer progress) {
    Optional<FloatNetwork> model = a.network(overlay);
    Optional<FloatNetwork> other = b.network(overlay);
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
        new FloatEvaluation(model.or(() -> other).orElseThrow()),
        packed(overlay, floats, traces),
        source(overlay, traces, floats),
        progress);
  }

  private TraceSource source(Overlay overlay, ComparedArgument one, ComparedArgument other) {
    if (one instanceof ComparedArgument.Traces traces) {
      return traces.source();
    }
    ComparedArgument.Parameters parameters = (ComparedArgument.Parameters) one;
    return new EngineTraces(one.name(), parameters.set().parameters(), packed(overlay, one, other));
  }

  /** What one of them sees; if it does not say, it sees what the other does. */
  private long[] packed(Overlay overlay, ComparedArgument one, ComparedArgument other) {
    InputTransform transform = one.transform().or(other::transform).orElse(InputTransform.NONE);
    return PackedImages.pack(images, transform, overlay, 0, images.size());
  }

  private LabeledImages images(Overlay overlay) throws IOException {
    if (input == null) {
      throw new Refusal("--input is missing; name the pictures that are to be run");
    }
    return new InputImages(overlay, invert, false, this::warn).read(input);
  }

  private void warn(String warning) {
    spec.commandLine().getErr().println(warning);
  }

  private static Refusal unknownOverlay() {
    return new Refusal("neither says which overlay it is for; name it with --overlay");
  }
}
