package bnn4j.overlay.engine;

import bnn4j.kernels.BitCounter;

/**
 * Binary weights on binary activations. The counter's bits mean -1 in a weight and +1 in an
 * activation, so a difference is a product of +1.
 */
record PopcountSynapses(BitCounter counter, ActivationMap map) implements Synapses {
  @Override
  public void read(int images) {
    counter.read(map.bits(), null, images);
  }

  @Override
  public void accumulate(int first, int pixels, int[] accumulators) {
    counter.count(first, pixels, accumulators);
  }

  @Override
  public void activate(
      int first, int pixels, int[] accumulators, Thresholds thresholds, ActivationMap output) {
    if (thresholds.second() != null) {
      Synapses.super.activate(first, pixels, accumulators, thresholds, output);
      return;
    }
    counter.exceeded(
        first, pixels, thresholds.first(), accumulators, output.bits(), first * output.words());
  }
}
