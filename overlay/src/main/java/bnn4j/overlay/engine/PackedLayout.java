package bnn4j.overlay.engine;

import bnn4j.overlay.MatrixLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How the packed synapses of a neuron lie in words, so that windows of an {@link ActivationMap} can
 * be copied word by word: in runs of as many synapses as a pixel has channels, each run starting at
 * a word.
 *
 * @param pixels pixels that a neuron sees
 * @param channels channels of each
 */
record PackedLayout(int pixels, int channels) {
  /** For a layer whose input map has that many channels, padding included. */
  static PackedLayout of(MatrixLayer layer, int channels) {
    int pixels = layer.columns() / channels;
    return new PackedLayout(pixels, channels);
  }

  private int wordsPerPixel() {
    return (channels + Long.SIZE - 1) / Long.SIZE;
  }

  int words() {
    return pixels * wordsPerPixel();
  }

  /**
   * The weights as planes of -1 (bit 1) and +1 in this layout, neuron by neuron. One-bit weights
   * are a plane; a two-bit weight is half the sum of two planes, or of four where a -2 is among the
   * weights, which two bits can code though no generator writes it.
   */
  List<long[]> pack(WeightMemory memory) {
    if (memory.layer().weightBits() == 1) {
      return List.of(plane(memory, weight -> weight < 0));
    }
    int planes = memory.least() < -1 ? 4 : 2;
    List<long[]> packed = new ArrayList<>();
    for (int plane = 0; plane < planes; plane++) {
      int earlier = plane;
      packed.add(plane(memory, weight -> earlier < planes / 2 - weight));
    }
    return packed;
  }

  private long[] plane(WeightMemory memory, IntPredicate minus) {
    int neurons = memory.layer().rows();
    long[] plane = new long[Math.multiplyExact(neurons, words())];
    for (int neuron = 0; neuron < neurons; neuron++) {
      for (int column = 0; column < memory.layer().columns(); column++) {
        int channel = column % channels;
        int word = column / channels * wordsPerPixel() + channel / Long.SIZE;
        if (minus.test(memory.weight(neuron, column))) {
          plane[neuron * words() + word] |= 1L << channel;
        }
      }
    }
    return plane;
  }
}
