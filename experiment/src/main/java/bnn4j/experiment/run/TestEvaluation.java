package bnn4j.experiment.run;

import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.compare.Disagreement;
import bnn4j.evaluation.deep.DeepAccuracyCheck;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.deep.LayerAgreement;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.finnthesizer.ScoreSteps;
import bnn4j.network.ReferenceEvaluation;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.driver.EngineOffload;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.EngineAccelerator;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.trainer.loop.Checkpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The single evaluation on the test images, after all selections: float model and exported set,
 * image by image.
 *
 * @param predictions of the float model
 * @param outcome of the exported set in the engine, with the overlay's own decode
 * @param differing number of images on which the two give different outputs
 * @param disagreements for each of them the first neuron that the float network's numbers decide
 *     differently from the engine; none where only DL4J's own arithmetic does
 * @param note how the test images were used
 */
public record TestEvaluation(
    Predictions predictions,
    AccuracyCheck.Outcome outcome,
    int differing,
    List<Disagreement> disagreements,
    String note) {
  /** Test images of which every activation is compared, where that is done. */
  private static final int TRACED = 100;

  private static final String CHOSEN_BEFORE =
      "the test images were read once, after the epoch was selected on the validation images";
  private static final String NOTHING_CHOSEN =
      "the test images were read once, after the last epoch; there were no validation images";

  /** Copies the list. */
  public TestEvaluation {
    disagreements = List.copyOf(disagreements);
  }

  /**
   * Examines a network and what was exported of it.
   *
   * @param checkpoint with the trained network
   * @param floats its numbers
   * @param model the set made of them
   * @param spec how it was trained
   * @param test the test images
   */
  public static TestEvaluation of(
      Checkpoint checkpoint,
      TrainedNetwork floats,
      DeployedModel model,
      TrainingSpec spec,
      LabeledImages test) {
    ParameterSet parameters = model.parameters();
    Overlay overlay = model.overlay();
    int threads = Runtime.getRuntime().availableProcessors();
    Predictions predictions =
        behind(
            parameters,
            floats,
            new Predictions(
                checkpoint.evaluate(overlay.network().input(), model.input(), test, threads),
                overlay));
    AccuracyCheck.Outcome outcome;
    try (Accelerator accelerator = new EngineAccelerator(overlay, threads)) {
      outcome = new AccuracyCheck(model, Decode.MULTIPLE).run(accelerator, test, done -> {});
    }
    int[] differing = differing(overlay, predictions, outcome.outputs());
    Engine engine = Engine.of(parameters);
    ReferenceEvaluation reference = new ReferenceEvaluation(floats);
    List<Disagreement> disagreements =
        Arrays.stream(differing)
            .mapToObj(
                i ->
                    Disagreement.first(
                        reference, engine, parameters.levels() > 1, model.pack(test, i, 1), 0, i))
            .flatMap(Optional::stream)
            .toList();
    return new TestEvaluation(predictions, outcome, differing.length, disagreements, noteOf(spec));
  }

  private static String noteOf(TrainingSpec spec) {
    return spec.validation() == 0 ? NOTHING_CHOSEN : CHOSEN_BEFORE;
  }

  /**
   * Examines a network that is offloaded layer by layer, and what was exported of it.
   *
   * @param checkpoint with the trained network
   * @param floats its numbers
   * @param model the set made of them
   * @param spec how it was trained
   * @param test the test images
   */
  public static TestEvaluation of(
      Checkpoint checkpoint,
      TrainedNetwork floats,
      DeepModel model,
      TrainingSpec spec,
      LabeledImages test) {
    int threads = Runtime.getRuntime().availableProcessors();
    Predictions predictions =
        new Predictions(
            checkpoint.evaluate(floats.network().input(), model.input(), test, threads),
            spec.target());
    AccuracyCheck.Outcome outcome =
        new DeepAccuracyCheck(model).run(new EngineOffload(threads), test, done -> {});
    int[] found = DeepAccuracyCheck.classes(outcome);
    int differing =
        (int)
            IntStream.range(0, found.length).filter(i -> predictions.argmax(i) != found[i]).count();
    int traced = Math.min(TRACED, test.size());
    LayerAgreement agreement =
        LayerAgreement.of(floats, model.set(), model.pack(test, 0, traced), traced);
    return new TestEvaluation(
        predictions, outcome, differing, List.of(), "%s; %s".formatted(noteOf(spec), agreement));
  }

  /** A ladder asks the float network's scores what it asks the accumulators. */
  private static Predictions behind(
      ParameterSet parameters, TrainedNetwork floats, Predictions predictions) {
    if (parameters.levels() == 1) {
      return predictions;
    }
    TrainedLayer last = floats.layers().get(floats.layers().size() - 1);
    return predictions.withSteps(ScoreSteps.of(last, parameters));
  }

  /**
   * The images on which the engine's bits, or the class with the best score, are not the float
   * network's.
   */
  private static int[] differing(Overlay overlay, Predictions predictions, long[] outputs) {
    return IntStream.range(0, predictions.labels().length)
        .filter(image -> differs(overlay, predictions, outputs, image))
        .toArray();
  }

  private static boolean differs(
      Overlay overlay, Predictions predictions, long[] outputs, int image) {
    int classes = predictions.classes();
    int at = image * overlay.outputWords();
    if (overlay.bitOutput()) {
      long classBits = -1L >>> (Long.SIZE - predictions.steps().length);
      return predictions.bits(image) != (outputs[at] & classBits);
    }
    return predictions.argmax(image) != Decode.ARGMAX.classOf(overlay, outputs, at, classes);
  }

  /** The figures for the card. */
  public Card.Accuracy figures() {
    return new Card.Accuracy(
        (int) outcome.total(),
        (int) outcome.correct(),
        outcome.accuracy(),
        predictions.decodedAccuracy(),
        predictions.argmaxAccuracy(),
        differing,
        note);
  }
}
