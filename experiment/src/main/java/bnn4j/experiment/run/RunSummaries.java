package bnn4j.experiment.run;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.compare.Disagreement;
import bnn4j.experiment.report.RunSummary;
import bnn4j.experiment.report.RunSummary.Accuracy;
import bnn4j.experiment.report.RunSummary.Agreement;
import bnn4j.experiment.report.RunSummary.Fact;
import bnn4j.experiment.report.RunSummary.Mistake;
import bnn4j.experiment.spec.Target;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.network.Layer;
import bnn4j.overlay.text.OverlayFile;
import bnn4j.trainer.loop.TrainingState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Collects the content of a run's report. */
public final class RunSummaries {
  private static final int MISTAKES = 40;

  private RunSummaries() {}

  /**
   * The summary of a finished run.
   *
   * @param test the images of the exam, for pictures of the mistakes
   */
  public static RunSummary of(
      TrainingSpec spec, TrainingState state, Card card, TestEvaluation exam, LabeledImages test) {
    Predictions predictions = exam.predictions();
    return new RunSummary(
        spec.name(),
        subtitle(spec, state.epochs().size()),
        accuracies(spec, exam),
        spec.floor(),
        state.epochs(),
        new RunSummary.Selected(card.training().bestEpoch(), 0),
        exam.outcome().confusion(),
        new Agreement(
            test.size(),
            exam.differing(),
            exam.disagreements().stream().map(Disagreement::toString).toList()),
        mistakes(spec, predictions, test),
        config(spec),
        spec.seed(),
        List.of(
            new Fact("bnn4j", card.provenance().bnn4j()),
            new Fact("DL4J", card.provenance().dl4j()),
            new Fact("Java", card.provenance().java())),
        facts(card),
        Duration.ofSeconds(Math.round(state.seconds())),
        Instant.now(),
        layers(spec.target()));
  }

  private static String subtitle(TrainingSpec spec, int epochs) {
    String what = "%s on %s".formatted(spec.network(), spec.dataset());
    return epochs < spec.epochs()
        ? "%s, stopped early after epoch %d of %d".formatted(what, epochs, spec.epochs())
        : what;
  }

  /** What each layer takes and gives, and how it is folded where that is fixed. */
  private static List<Fact> layers(Target target) {
    if (target instanceof Target.Dataflow dataflow) {
      return dataflow.overlay().layers().stream()
          .map(
              layer ->
                  layer(
                      layer.index(),
                      layer.rows(),
                      layer.columns(),
                      ", SIMD %d, PE %d".formatted(layer.folding().simd(), layer.folding().pe())))
          .toList();
    }
    List<Layer> layers = target.network().layers();
    return IntStream.range(0, layers.size())
        .mapToObj(i -> layer(i, layers.get(i).neurons(), layers.get(i).fanIn(), ""))
        .toList();
  }

  private static Fact layer(int index, int neurons, int synapses, String folding) {
    return new Fact(
        "layer " + index, "%d neurons of %d synapses%s".formatted(neurons, synapses, folding));
  }

  private static List<Fact> facts(Card card) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("dataset checksum", card.datasetChecksum()));
    facts.add(new Fact("commit", card.provenance().commit()));
    facts.add(new Fact("machine", card.provenance().machine()));
    if (card.start() != null) {
      facts.add(new Fact("started from", card.start().description()));
    }
    facts.add(new Fact("test images", card.accuracy().note()));
    return facts;
  }

  /** The resolved config, and the overlay if not everybody knows it by name. */
  private static String config(TrainingSpec spec) {
    return spec.target().isPublished()
        ? spec.toYaml()
        : "%s%n# %s%n%s".formatted(spec.toYaml(), OverlayFile.NAME, spec.target().toYaml());
  }

  private static List<Accuracy> accuracies(TrainingSpec spec, TestEvaluation exam) {
    Predictions predictions = exam.predictions();
    long images = exam.outcome().total();
    String decode = spec.target().bitOutput() ? "highest bit" : "highest score";
    List<Accuracy> accuracies = new ArrayList<>();
    accuracies.add(new Accuracy("exported set", decode, exam.outcome().correct(), images));
    accuracies.add(new Accuracy("float network", decode, predictions.decodedCorrect(), images));
    if (predictions.largestMeansSomething(spec.loss())) {
      accuracies.add(new Accuracy("float network", "argmax", predictions.argmaxCorrect(), images));
    }
    return accuracies;
  }

  /** The images taken for another class, the surest of it first; not those taken for none. */
  private static List<Mistake> mistakes(
      TrainingSpec spec, Predictions predictions, LabeledImages test) {
    return IntStream.range(0, test.size())
        .filter(i -> predictions.decoded(i) != test.label(i))
        .filter(i -> predictions.decoded(i) < predictions.classes())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -margin(predictions, test, i)))
        .limit(MISTAKES)
        .map(
            i ->
                new Mistake(
                    test.name(i).orElse("test image " + i),
                    png(test.shape(), test.store(), test.offset(i)),
                    png(test.shape(), seen(spec, test, i), 0),
                    test.classNames().get(test.label(i)),
                    test.classNames().get(predictions.decoded(i)),
                    margin(predictions, test, i)))
        .toList();
  }

  private static double margin(Predictions predictions, LabeledImages test, int image) {
    return predictions.score(image, predictions.decoded(image))
        - predictions.score(image, test.label(image));
  }

  /** What the network sees: after the input transform, of bits black and white. */
  private static byte[] seen(TrainingSpec spec, LabeledImages images, int index) {
    byte[] seen = new byte[images.shape().values()];
    spec.input().apply(images.shape(), images.store(), images.offset(index), seen, 0);
    if (spec.target().binaryInput()) {
      for (int i = 0; i < seen.length; i++) {
        seen[i] = (byte) ((seen[i] & 255) >= InputTransform.HOST_THRESHOLD ? 255 : 0);
      }
    }
    return seen;
  }

  private static byte[] png(ImageShape shape, byte[] values, int start) {
    BufferedImage picture =
        new BufferedImage(shape.columns(), shape.rows(), BufferedImage.TYPE_INT_RGB);
    int plane = shape.rows() * shape.columns();
    for (int pixel = 0; pixel < plane; pixel++) {
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        int from = start + Math.min(channel, shape.channels() - 1) * plane + pixel;
        rgb = rgb << 8 | (values[from] & 0xff);
      }
      picture.setRGB(pixel % shape.columns(), pixel / shape.columns(), rgb);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
