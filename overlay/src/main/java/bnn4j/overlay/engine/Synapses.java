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
}
