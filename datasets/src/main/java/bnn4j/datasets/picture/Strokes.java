package bnn4j.datasets.picture;

/**
 * What tells strokes from their ground: the grey level that parts a picture's brightness into two
 * groups most clearly (N. Otsu, A threshold selection method from gray-level histograms, 1979).
 *
 * @param threshold the least value of the bright group, 1 to 255
 * @param dark mean of the dark group
 * @param bright mean of the bright group
 * @param areDark whether the ground is bright: most of the picture's edge is
 */
record Strokes(int threshold, double dark, double bright, boolean areDark) {
  /** Grey levels by which strokes must differ from their ground to be any. */
  private static final int LEAST_CONTRAST = 24;

  static Strokes of(Plane plane) {
    long[] histogram = new long[256];
    for (byte value : plane.values()) {
      histogram[value & 255]++;
    }
    long all = plane.values().length;
    long total = 0;
    for (int level = 0; level < 256; level++) {
      total += level * histogram[level];
    }
    int threshold = 128;
    double best = -1;
    double darkMean = 0;
    double brightMean = 0;
    long below = 0;
    long sum = 0;
    for (int level = 1; level < 256; level++) {
      below += histogram[level - 1];
      sum += (level - 1) * histogram[level - 1];
      if (below == 0 || below == all) {
        continue;
      }
      double low = (double) sum / below;
      double high = (double) (total - sum) / (all - below);
      double between = (double) below * (all - below) * (high - low) * (high - low);
      if (between > best) {
        best = between;
        threshold = level;
        darkMean = low;
        brightMean = high;
      }
    }
    return new Strokes(threshold, darkMean, brightMean, edgeIsBright(plane, threshold));
  }

  /** Whether there is anything that stands out. */
  boolean isFound() {
    return bright - dark >= LEAST_CONTRAST;
  }

  /** How much of all differences in brightness is that between the groups, 0 to 1. */
  double separation(Plane plane) {
    double between = 0;
    double all = 0;
    double mean = 0;
    for (byte value : plane.values()) {
      mean += (double) (value & 255) / plane.values().length;
    }
    for (byte value : plane.values()) {
      int level = value & 255;
      double group = level >= threshold ? bright : dark;
      between += (group - mean) * (group - mean);
      all += (level - mean) * (level - mean);
    }
    return all == 0 ? 1 : between / all;
  }

  private static boolean edgeIsBright(Plane plane, int threshold) {
    int bright = 0;
    int edge = 0;
    int rows = plane.rows();
    int columns = plane.columns();
    for (int row = 0; row < rows; row++) {
      boolean whole = row == 0 || row == rows - 1;
      for (int column = 0; column < columns; column += whole ? 1 : Math.max(1, columns - 1)) {
        edge++;
        bright += plane.at(row, column) >= threshold ? 1 : 0;
      }
    }
    return 2 * bright > edge;
  }
}
