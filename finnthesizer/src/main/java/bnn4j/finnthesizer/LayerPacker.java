package bnn4j.finnthesizer;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.LayerMemory;
import java.util.Arrays;
import java.util.List;

/**
 * Lays the neurons of a layer out over the memories of its processing elements (formats.md 1.2 to
 * 1.5).
 */
public final class LayerPacker {
  private final MatrixLayer layer;
  private final int groups;

  /** Packs for this layer. */
  public LayerPacker(MatrixLayer layer) {
    this.layer = layer;
    this.groups = layer.columns() / layer.folding().simd();
  }

  /**
   * Packs and pads.
   *
   * @param neurons at most as many as the layer has rows; the rest are padding rows
   * @param paddingThreshold of the padding rows
   */
  public LayerMemory pack(List<FoldedNeuron> neurons, long paddingThreshold) {
    int pes = layer.folding().pe();
    int perNeuron = layer.thresholdsPerNeuron();
    long[][] weights = new long[pes][layer.wmem()];
    long[][] thresholds = new long[pes][layer.tmem() * perNeuron];
    FoldedNeuron padding = padding(perNeuron, paddingThreshold);
    for (int row = 0; row < layer.rows(); row++) {
      FoldedNeuron neuron = row < neurons.size() ? neurons.get(row) : padding;
      int pe = row % pes;
      int fold = row / pes;
      packWeights(neuron.weights(), weights[pe], fold * groups);
      System.arraycopy(neuron.thresholds(), 0, thresholds[pe], fold * perNeuron, perNeuron);
    }
    return new LayerMemory(weights, thresholds);
  }

  private static FoldedNeuron padding(int thresholds, long paddingThreshold) {
    long[] all = new long[thresholds];
    Arrays.fill(all, paddingThreshold);
    return new FoldedNeuron(new byte[0], all);
  }

  private void packWeights(byte[] weights, long[] memory, int firstWord) {
    int simd = layer.folding().simd();
    for (int group = 0; group < groups; group++) {
      long word = 0;
      for (int lane = 0; lane < simd; lane++) {
        int column = group * simd + lane;
        long code = column < weights.length ? code(weights[column]) : paddingCode();
        word |= code << (lane * layer.weightBits());
      }
      memory[firstWord + group] = word;
    }
  }

  /** One bit: 1 is +1, 0 is -1. Two bits: two's complement. */
  private long code(byte weight) {
    return layer.weightBits() == 1 ? (weight > 0 ? 1 : 0) : weight & 0b11;
  }

  /** One bit: +1, because there is no 0. */
  private long paddingCode() {
    return layer.weightBits() == 1 ? 1 : 0;
  }
}
