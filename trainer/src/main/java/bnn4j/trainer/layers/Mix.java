package bnn4j.trainer.layers;

/** Random bits as a function of a counter (the finalizer of SplitMix64, Steele et al. 2014). */
final class Mix {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Mix() {}

  /** Where the counter starts for a seed and a number; different pairs lie far apart. */
  static long seed(long seed, long number) {
    return next(next(seed) + number);
  }

  /** 64 random bits for a counter's value. */
  static long next(long counter) {
    long bits = (counter + 1) * GOLDEN_GAMMA;
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }
}
