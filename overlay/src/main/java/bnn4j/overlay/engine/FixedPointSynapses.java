package bnn4j.overlay.engine;

import bnn4j.kernels.ValueSums;

/**
 * Synapses on an 8-bit picture, exact: with inputs in units of 1/128 and accumulators of 1/256,
 * each product counts twice, for which the weights are doubled.
 */
record FixedPointSynapses(ValueSums sums, PictureMap pictures) implements Synapses {
  @Override
  public void read(int images) {
    sums.read(pictures.values(), images);
  }

  @Override
  public void accumulate(int first, int pixels, int[] accumulators) {
    sums.sum(first, pixels, accumulators);
  }

  @Override
  public void activate(
      int first, int pixels, int[] accumulators, Thresholds thresholds, ActivationMap output) {
    int at = first * output.words();
    sums.exceeded(first, pixels, thresholds.first(), accumulators, output.bits(), at);
    if (thresholds.second() != null) {
      sums.exceeded(first, pixels, thresholds.second(), accumulators, output.signs(), at);
      thresholds.combine(output, first, pixels);
    }
  }
}
