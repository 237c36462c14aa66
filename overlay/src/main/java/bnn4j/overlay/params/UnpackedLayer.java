package bnn4j.overlay.params;

import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;
import java.util.Arrays;

/**
 * A layer of a parameter set as whole numbers without padding: the other way round from packing.
 *
 * @param set whose layer it is
 * @param layer of its overlay
 */
public record UnpackedLayer(ParameterSet set, MatrixLayer layer) {
  /** Neurons that are not padding. */
  public int neurons() {
    boolean last = layer.index() == set.overlay().layers().size() - 1;
    return last ? set.outputs() : layer.neurons();
  }

  /** Largest size of an activation that comes in. */
  private int largestInput() {
    return layer.accumulator() == Accumulator.FIXED_POINT ? 128 : 1;
  }

  /**
   * A weight: -1 or +1; with two bits -2 to +1, though nobody packs -2.
   *
   * @param neuron 0 .. rows-1
   * @param column 0 .. columns-1, padding included
   */
  public int weight(int neuron, int column) {
    return set.layers().get(layer.index()).weight(layer, neuron, column);
  }

  /** What the padding columns add to a neuron's accumulator, whatever the picture. */
  public int padding(int neuron) {
    int sum = 0;
    for (int column = layer.fanIn(); column < layer.columns(); column++) {
      int weight = weight(neuron, column);
      // Padding inputs are the bit 0, which is -1 to a layer that sums products.
      sum += layer.accumulator() == Accumulator.POPCOUNT ? (weight < 0 ? 1 : 0) : -weight;
    }
    return sum;
  }

  /**
   * The sums of weight times activation from which on a neuron's thresholds fire, ascending; not
   * beyond the sums that there can be, so that equal decisions are equal numbers. In a fixed-point
   * layer the unit is 1/128.
   */
  public int[] firsts(int neuron) {
    int[] thresholds = set.thresholds(layer.index(), neuron);
    int[] firsts = new int[thresholds.length];
    int largest = largestSum(neuron);
    for (int k = 0; k < firsts.length; k++) {
      long threshold = thresholds[k];
      long first =
          switch (layer.accumulator()) {
            case POPCOUNT -> 2 * (threshold - padding(neuron) + 1) - layer.fanIn();
            case SIGNED -> threshold - padding(neuron) + 1;
            case FIXED_POINT -> Math.floorDiv(threshold, 2) + 1;
          };
      firsts[k] = (int) Math.max(-largest, Math.min(largest + 1L, first));
    }
    Arrays.sort(firsts);
    return firsts;
  }

  private int largestSum(int neuron) {
    int weight = 1;
    for (int column = 0; column < layer.fanIn(); column++) {
      weight = Math.max(weight, Math.abs(weight(neuron, column)));
    }
    return layer.fanIn() * largestInput() * weight;
  }
}
