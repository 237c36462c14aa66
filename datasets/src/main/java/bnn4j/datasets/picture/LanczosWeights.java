package bnn4j.datasets.picture;

/**
 * How much each value of a line counts for each value of the resized line: the Lanczos kernel of
 * three lobes, widened when shrinking so that every value counts, in units of 2^-22.
 *
 * @param first index of the first value that counts, for each result
 * @param weights of the values from there on, for each result; not copied
 */
record LanczosWeights(int[] first, int[][] weights) {
  /** Binary places of a weight. */
  static final int BITS = 22;

  private static final int LOBES = 3;

  /** For lines of a length that get another length. */
  static LanczosWeights of(int from, int to) {
    double scale = (double) from / to;
    double widening = Math.max(1, scale);
    double reach = LOBES * widening;
    int[] first = new int[to];
    int[][] weights = new int[to][];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      first[i] = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(from, (int) (centre + reach + 0.5));
      weights[i] = around(first[i], end, centre, widening);
    }
    return new LanczosWeights(first, weights);
  }

  /** A sum of weighted values, which began with a half, as a value from 0 to 255. */
  static int rounded(int sum) {
    return Math.max(0, Math.min(255, sum >> BITS));
  }

  /** What a sum of weighted values begins with. */
  static int half() {
    return 1 << (BITS - 1);
  }

  private static int[] around(int first, int end, double centre, double widening) {
    double[] weights = new double[end - first];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = kernel((i + first - centre + 0.5) * (1 / widening));
      sum += weights[i];
    }
    int[] rounded = new int[weights.length];
    for (int i = 0; i < rounded.length; i++) {
      double weight = weights[i] / sum * (1 << BITS);
      rounded[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    return rounded;
  }

  private static double kernel(double x) {
    return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
