package bnn4j.trainer.run;

import bnn4j.overlay.Overlay;
import bnn4j.trainer.batches.Batch;
import bnn4j.trainer.batches.InputValues;
import bnn4j.trainer.batches.Targets;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Lets a network learn from one batch after the other. Keeps the native arrays of a batch. */
final class TrainingStep {
  private final MultiLayerNetwork network;
  private final Targets targets;
  private final INDArray inputs;
  private final INDArray wanted;
  private final int classes;
  private final Score score;

  /**
   * A step for batches of one size.
   *
   * @param network learns; its listeners are replaced
   * @param overlay whose decode counts
   * @param targets what the batches ask for
   * @param like a batch of the size of all
   */
  TrainingStep(MultiLayerNetwork network, Overlay overlay, Targets targets, Batch like) {
    this.network = network;
    this.targets = targets;
    this.inputs = Nd4j.create(new InputValues(overlay.topology().input()).shape(like.size()));
    this.wanted = Nd4j.create(like.size(), like.targets().length / like.size());
    this.classes = (int) wanted.size(1);
    this.score = new Score(overlay);
    network.setListeners(List.of(score));
  }

  /**
   * What the network made of a batch before it learned from it.
   *
   * @param loss mean over images and outputs
   * @param correct images that it, dropout and all, decoded to their label
   */
  record Outcome(double loss, long correct) {}

  /** Learns from a batch. */
  Outcome learn(Batch batch) {
    inputs.data().asNioFloat().put(batch.inputs());
    wanted.data().asNioFloat().put(batch.targets());
    score.labels = batch.labels();
    network.fit(inputs, wanted);
    return new Outcome(loss(batch), score.correct);
  }

  /** DL4J's score is a sum over outputs, in which each ignored output counts 1. */
  private double loss(Batch batch) {
    double free = 0;
    for (int label : batch.labels()) {
      free += targets.free(label);
    }
    return (network.score() - free / batch.size()) / classes;
  }

  /** Listens to the forward pass, whose outputs DL4J does not give away otherwise. */
  private static final class Score extends BaseTrainingListener {
    private final Overlay overlay;
    private int[] labels = {};
    private long correct;

    Score(Overlay overlay) {
      this.overlay = overlay;
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
      INDArray outputs = activations.get(activations.size() - 1);
      float[] scores = outputs.dup('c').data().asFloat();
      correct = new Predictions(scores, labels, (int) outputs.size(1), overlay).decodedCorrect();
    }
  }
}
