package bnn4j.overlay.engine;

/** One thread's way from a layer's input to its accumulators. */
interface Synapses {
  /** Takes what is in the map, for so many images. */
  void read(int images);

  /**
   * Computes the accumulators of all neurons at some output pixels.
   *
   * @param first the first pixel, counted through the images; images if the layer is dense
   * @param pixels how many
   * @param accumulators gets them as {@link bnn4j.kernels.Kernel} says
   */
  void accumulate(int first, int pixels, int[] accumulators);

  /**
   * Computes the activations of all neurons at some output pixels.
   *
   * @param accumulators room as for {@link #accumulate}; its content is undefined afterwards
   * @param map gets the activations, at the same pixels
   */
  default void activate(
      int first, int pixels, int[] accumulators, Thresholds thresholds, ActivationMap map) {
    accumulate(first, pixels, accumulators);
    thresholds.apply(accumulators, first, pixels, map);
  }
}
