package bnn4j.experiment.run;

import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.trainer.loop.Outputs;
import java.util.ArrayList;
import java.util.List;

/**
 * Scale and shift of outputs of which only the order is known, as training would choose them: with
 * the smallest squared hinge to the labels, +1 for an image's class and -1 for the others.
 *
 * <p>The loss is convex and made of parabolas. So Newton's steps, shortened where a step meets
 * other parabolas, end in its minimum.
 *
 * @param scale above 0
 * @param shift added after scaling
 */
record ScoreScale(double scale, double shift) {
  private static final int STEPS = 100;
  private static final double SHORTEST = 1e-6;

  /**
   * Chooses them.
   *
   * @param outputs of labelled images
   * @param signed whether the sign of an output is known, so that there is no shift
   * @throws Refusal if larger outputs do not speak for a class
   */
  static ScoreScale fit(Outputs outputs, boolean signed) {
    float[] scores = outputs.scores();
    double mean = 0;
    for (float score : scores) {
      mean += signed ? 0 : score / scores.length;
    }
    double variance = 0;
    for (float score : scores) {
      variance += (score - mean) * (score - mean) / scores.length;
    }
    if (!(variance > 0)) {
      throw useless();
    }
    double first = 1 / Math.sqrt(variance);
    ScoreScale fit = new ScoreScale(first, -mean * first);
    for (int i = 0; i < STEPS; i++) {
      ScoreScale next = fit.improved(outputs, signed);
      if (next.equals(fit)) {
        break;
      }
      fit = next;
    }
    if (!(fit.scale > 0)) {
      throw useless();
    }
    return fit;
  }

  private static Refusal useless() {
    return new Refusal("its outputs do not tell the classes of the training images apart");
  }

  /** The same outputs, scaled and shifted. */
  TrainedNetwork applyTo(TrainedNetwork network) {
    List<TrainedLayer> layers = new ArrayList<>(network.layers());
    TrainedLayer last = layers.remove(layers.size() - 1);
    float[] gamma = new float[last.neurons()];
    float[] beta = new float[last.neurons()];
    for (int n = 0; n < last.neurons(); n++) {
      gamma[n] = (float) (last.gamma()[n] * scale);
      beta[n] = (float) (last.beta()[n] * scale + shift);
    }
    layers.add(
        new TrainedLayer(
            last.neurons(),
            last.synapses(),
            last.weights(),
            last.bias(),
            gamma,
            beta,
            last.mean(),
            last.invStd()));
    return new TrainedNetwork(network.network(), layers, network.poolsBeforeNorm());
  }

  /** The squared hinge, summed over all outputs. */
  private double loss(Outputs outputs) {
    double sum = 0;
    for (int i = 0; i < outputs.scores().length; i++) {
      double missing = missing(outputs, i);
      sum += missing * missing;
    }
    return sum;
  }

  /** What an output lacks to its target; 0 if it is there or beyond. */
  private double missing(Outputs outputs, int i) {
    double value = outputs.scores()[i] * scale + shift;
    return outputs.labels()[i / outputs.classes()] == i % outputs.classes()
        ? Math.max(0, 1 - value)
        : Math.min(0, -1 - value);
  }

  private ScoreScale improved(Outputs outputs, boolean signed) {
    double count = 0;
    double sum = 0;
    double squares = 0;
    double missingSum = 0;
    double missingTimes = 0;
    for (int i = 0; i < outputs.scores().length; i++) {
      double missing = missing(outputs, i);
      if (missing != 0) {
        double score = outputs.scores()[i];
        count++;
        sum += score;
        squares += score * score;
        missingSum += missing;
        missingTimes += missing * score;
      }
    }
    double determinant = signed ? squares : count * squares - sum * sum;
    if (!(determinant > 0)) {
      return this;
    }
    double scaleStep =
        (signed ? missingTimes : count * missingTimes - sum * missingSum) / determinant;
    double shiftStep = signed ? 0 : (squares * missingSum - sum * missingTimes) / determinant;
    double loss = loss(outputs);
    for (double length = 1; length > SHORTEST; length /= 2) {
      ScoreScale next = new ScoreScale(scale + length * scaleStep, shift + length * shiftStep);
      if (next.loss(outputs) < loss) {
        return next;
      }
    }
    return this;
  }
}
