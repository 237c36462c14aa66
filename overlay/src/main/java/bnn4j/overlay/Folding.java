package bnn4j.overlay;

import bnn4j.foundation.Refusal;

/**
 * How much of a layer the hardware does at once. Whether it divides a layer is that layer's
 * question: {@link MatrixLayer}.
 *
 * @param simd synapses per processing element and cycle, at least 1
 * @param pe processing elements: neurons per cycle, at least 1
 * @param fifo words of its input that may wait before it; 0 where that is left to who builds it
 */
public record Folding(int simd, int pe, int fifo) {
  /** Where the words that may wait are left to who builds it. */
  public Folding(int simd, int pe) {
    this(simd, pe, 0);
  }

  /**
   * Checks that they are positive.
   *
   * @throws Refusal if not
   */
  public Folding {
    if (simd < 1 || pe < 1) {
      throw new Refusal("folding: SIMD %d, PE %d must both be at least 1".formatted(simd, pe));
    }
    if (fifo < 0) {
      throw new Refusal("folding: a FIFO of %d words; expected at least 0".formatted(fifo));
    }
  }

  /** The same with so many words that may wait before it. */
  public Folding withFifo(int words) {
    return new Folding(simd, pe, words);
  }

  /**
   * Values of a word in which a window gives its pixels: SIMD of them, or a whole pixel where SIMD
   * values are no equal part of one.
   */
  public int windowValues(int channels) {
    return channels % simd == 0 ? simd : channels;
  }

  /**
   * Clock cycles of a matrix: a group of synapses of a group of neurons in each, and not fewer than
   * there are words of its input, which come one in a cycle. So a SIMD of more than a pixel takes
   * chip area without being faster where few neurons are folded.
   *
   * @param columns synapses
   * @param rows neurons
   * @param wordValues values of a word of the input
   */
  public long cycles(int columns, int rows, int wordValues) {
    return Math.max((long) (columns / simd) * (rows / pe), columns / wordValues);
  }

  /** Equal if SIMD and PE are: what waits where changes when results come, not what they are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Folding folding && simd == folding.simd && pe == folding.pe;
  }

  @Override
  public int hashCode() {
    return 31 * simd + pe;
  }
}
