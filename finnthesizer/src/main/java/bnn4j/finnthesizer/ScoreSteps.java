package bnn4j.finnthesizer;

import bnn4j.network.TrainedLayer;
import bnn4j.overlay.AccumulatorDomain;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.ParameterSet;

/** What the thresholds of a last layer mean in terms of the float network's scores. */
public final class ScoreSteps {
  private ScoreSteps() {}

  /**
   * The score from which on each output fires: half way between those of the last accumulator that
   * does not fire and the first that does, so that rounding in a score does not matter.
   *
   * @param from the trained last layer
   * @param set made of it, one output or a ladder of them per class
   * @return one per output, infinite where it never or always fires
   */
  public static double[] of(TrainedLayer from, ParameterSet set) {
    MatrixLayer to = set.overlay().layers().get(set.layers().size() - 1);
    double[] steps = new double[set.outputs()];
    for (int output = 0; output < steps.length; output++) {
      steps[output] = step(from, output % set.classes(), to, set.thresholds(to.index(), output)[0]);
    }
    return steps;
  }

  private static double step(TrainedLayer from, int neuron, MatrixLayer to, int threshold) {
    if (threshold >= to.accumulatorMax()) {
      return Double.POSITIVE_INFINITY;
    }
    if (threshold < to.accumulatorMin()) {
      return Double.NEGATIVE_INFINITY;
    }
    AccumulatorDomain domain = new AccumulatorDomain(to);
    int sign = from.scale(neuron) < 0 ? -1 : 1;
    double silent = from.value(neuron, domain.trained(threshold, sign));
    double firing = from.value(neuron, domain.trained(threshold + 1, sign));
    return silent + (firing - silent) / 2;
  }
}
