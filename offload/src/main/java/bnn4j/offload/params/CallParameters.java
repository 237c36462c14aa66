package bnn4j.offload.params;

import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.schedule.FabricCall;

/**
 * Weights and thresholds of one call, word by word as its files have them (qnn-mo.md 4). Neuron
 * {@code n} is row {@code n / PEs} of processing element {@code n % PEs}. The arrays are not copied
 * and must not be changed.
 *
 * @param overlay whose form it is
 * @param weightWords of a neuron
 * @param weights {@code [PE][row * weightWords + word]}, kernel rows first, then kernel columns,
 *     then channels by 64; bit 0 is weight +1, bit 1 is weight -1
 * @param thresholds {@code [PE][row * thresholdWords + word]}
 */
public record CallParameters(
    OffloadOverlay overlay, int weightWords, long[][] weights, long[][] thresholds) {
  private static final int PER_WORD = Long.SIZE / OffloadOverlay.ACCUMULATOR_BITS;

  /** Parameters for a call, all 0 at first: weights +1, and neurons that fire from 0 on. */
  public static CallParameters blank(OffloadOverlay overlay, FabricCall call) {
    int rows = overlay.paddedOutputs(call.outChannels()) / overlay.pes();
    return new CallParameters(
        overlay,
        call.weightWords(),
        new long[overlay.pes()][rows * call.weightWords()],
        new long[overlay.pes()][rows * overlay.thresholdWords()]);
  }

  /** Neurons, those included that fill the last row. */
  public int neurons() {
    return overlay.pes() * thresholds[0].length / overlay.thresholdWords();
  }

  /** A word of weights. */
  public long weightWord(int neuron, int word) {
    return weights[pe(neuron)][row(neuron) * weightWords + word];
  }

  /** Threshold {@code k}, or beyond the last the field of flags; in two's complement. */
  public int threshold(int neuron, int k) {
    return (short) (thresholds[pe(neuron)][thresholdAt(neuron, k)] >>> shift(k));
  }

  /** Whether the activation is complemented after the thresholds. */
  public boolean inverted(int neuron) {
    return (threshold(neuron, overlay.thresholds()) & 1) != 0;
  }

  /** Puts a word of weights in, for who makes parameters. */
  public void putWeightWord(int neuron, int word, long value) {
    weights[pe(neuron)][row(neuron) * weightWords + word] = value;
  }

  /** Puts a threshold, or beyond the last the flags, in, for who makes parameters. */
  public void putThreshold(int neuron, int k, int value) {
    long mask = 0xffffL << shift(k);
    int at = thresholdAt(neuron, k);
    long[] words = thresholds[pe(neuron)];
    words[at] = (words[at] & ~mask) | ((value & 0xffffL) << shift(k));
  }

  private int pe(int neuron) {
    return neuron % overlay.pes();
  }

  private int row(int neuron) {
    return neuron / overlay.pes();
  }

  /** The first word of a record is its most significant. */
  private int thresholdAt(int neuron, int k) {
    int words = overlay.thresholdWords();
    return row(neuron) * words + words - 1 - k / PER_WORD;
  }

  private static int shift(int k) {
    return k % PER_WORD * OffloadOverlay.ACCUMULATOR_BITS;
  }
}
