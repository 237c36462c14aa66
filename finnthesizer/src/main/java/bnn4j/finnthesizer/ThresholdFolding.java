package bnn4j.finnthesizer;

import bnn4j.network.TrainedLayer;
import bnn4j.overlay.MatrixLayer;

/**
 * Computes accelerator weights and thresholds of a neuron from its batch norm.
 *
 * <p>The accelerator only asks {@code accumulator > threshold}. A negative scale of the batch norm
 * would ask the opposite, so its sign moves into the weights.
 */
sealed interface ThresholdFolding permits ExactFolding, OriginalFolding {
  /**
   * Folds one neuron.
   *
   * @param from the trained layer
   * @param neuron 0 .. from.neurons()-1
   * @param to the same layer of the accelerator
   */
  FoldedNeuron fold(TrainedLayer from, int neuron, MatrixLayer to);

  /** Each threshold of a padding row, which must not fire. */
  long paddingThreshold(MatrixLayer to);
}
