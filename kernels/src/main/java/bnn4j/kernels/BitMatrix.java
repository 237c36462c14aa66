package bnn4j.kernels;

/** Bits that windows of a packed map are counted against; immutable. */
public interface BitMatrix {
  /**
   * One thread's workspace.
   *
   * @param windows whose values are words, as many as a neuron has
   * @param masked whether maps come with a mask
   */
  BitCounter counter(Windows windows, boolean masked);
}
