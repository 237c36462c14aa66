package bnn4j.overlay.engine;

import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.MatrixLayer;

/**
 * How the packed synapses of a neuron lie in words, so that windows of an {@link ActivationMap} can
 * be copied word by word: in runs of as many synapses as a pixel has channels, each run starting at
 * a word.
 *
 * @param pixels pixels that a neuron sees
 * @param channels channels of each
 */
record PackedLayout(int pixels, int channels) {
  /** A value that no weight has. */
  private static final int NONE = 2;

  /** For a layer whose input map has that many channels, padding included. */
  static PackedLayout of(MatrixLayer layer, int channels) {
    int pixels =
        layer.layer() instanceof Convolution c
            ? c.kernel() * c.kernel()
            : layer.columns() / channels;
    return new PackedLayout(pixels, channels);
  }

  private int wordsPerPixel() {
    return (channels + Long.SIZE - 1) / Long.SIZE;
  }

  int words() {
    return pixels * wordsPerPixel();
  }

  /** The weights in this layout; values below -1 count as 0. */
  PackedWeights pack(WeightMemory memory, int lanes) {
    return pack(memory, lanes, 1, -1, memory.layer().weightBits() == 2);
  }

  /**
   * A -1 for each weight of -2, which two bits can code though no generator writes it; null if
   * there is none.
   */
  PackedWeights packMinusTwos(WeightMemory memory, int lanes) {
    PackedWeights packed = pack(memory, lanes, NONE, -2, true);
    for (long word : packed.magnitudes()) {
      if (word != 0) {
        return packed;
      }
    }
    return null;
  }

  private PackedWeights pack(WeightMemory memory, int lanes, int plus, int minus, boolean ternary) {
    int neurons = memory.layer().rows();
    PackedWeights packed = PackedWeights.blank(neurons, words(), lanes, ternary);
    for (int neuron = 0; neuron < neurons; neuron++) {
      for (int column = 0; column < memory.layer().columns(); column++) {
        int channel = column % channels;
        int word = column / channels * wordsPerPixel() + channel / Long.SIZE;
        int at = packed.index(neuron, word);
        int weight = memory.weight(neuron, column);
        if (weight == minus) {
          packed.minus()[at] |= 1L << channel;
        }
        if (ternary && (weight == plus || weight == minus)) {
          packed.magnitudes()[at] |= 1L << channel;
        }
      }
    }
    return packed;
  }
}
