package bnn4j.evaluation.compare;

import bnn4j.overlay.MatrixLayer;

/**
 * A value among those of a layer.
 *
 * @param layer from 0
 * @param map where in the layer's map, such as {@code row 3, column 4}; empty if it has one pixel
 * @param neuron neuron or output channel, from 0
 */
public record NeuronPosition(int layer, String map, int neuron) {
  /**
   * The position of a value of a trace.
   *
   * @param index in {@code [row][column][neuron]}
   * @param pooled whether the map is the one after the pool
   */
  static NeuronPosition of(MatrixLayer layer, int index, boolean pooled) {
    int full = layer.dimension();
    int dimension = pooled ? full / 2 : full;
    int pixel = index / layer.rows();
    String map =
        full == 1
            ? ""
            : "%srow %d, column %d"
                .formatted(pooled ? "pooled " : "", pixel / dimension, pixel % dimension);
    return new NeuronPosition(layer.index(), map, index % layer.rows());
  }

  @Override
  public String toString() {
    return "layer %d, %sneuron %d".formatted(layer, map.isEmpty() ? "" : map + ", ", neuron);
  }
}
