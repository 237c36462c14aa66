package bnn4j.datasets.picture;

import java.util.Optional;

/**
 * Separates strokes from camera effects: uneven light, shadows, noise, dust, ruled lines, and the
 * surroundings of the paper. An image without these effects is not changed.
 */
final class InkFinder {
  /** Pixels of the longer side at most; larger pictures are made smaller first. */
  private static final int WORKING_SIDE = 512;

  /** Strokes are narrower than this part of the shorter side. */
  private static final int WIDEST_STROKE = 4;

  /** Of all pixels, so many are brighter than the level of the ink. */
  private static final double INK_SHARE = 0.003;

  /** The ground is uneven if it varies by more than this part of the ink's level. */
  private static final double EVEN = 0.2;

  /** How much of the picture's edge strokes may cover. */
  private static final double COVERED_EDGE = 0.1;

  /** Of the level of the ink around it, the least of a pixel of a stroke. */
  private static final double LOCAL = 0.4;

  /** Of the level of the ink in the whole picture, the least of a pixel of a stroke. */
  private static final double OVERALL = 0.3;

  /** Of the largest patch's area, the least of a patch that belongs to the strokes. */
  private static final double LEAST_PATCH = 0.04;

  /** Of the shorter side, the least length of strokes for which those at the edge are left out. */
  private static final double LEAST_LENGTH = 0.12;

  /** Of the strokes, the most that one threshold for all may miss. */
  private static final double MISSED = 0.05;

  /** How many strokes' widths the ground is sought around each pixel, to each side. */
  private static final int PER_STROKE = 2;

  /** How far strokes fade out around the mask, in pixels. */
  private static final int FADE = 2;

  private final Plane plane;
  private final Plane smooth;

  private InkFinder(Plane plane) {
    this.plane = plane;
    this.smooth = smoothed(plane);
  }

  /** The same strokes on black, and nothing else. */
  static Plane clean(Plane bright) {
    int longer = Math.max(bright.rows(), bright.columns());
    int factor = Math.min((longer + WORKING_SIDE - 1) / WORKING_SIDE, shorter(bright));
    return new InkFinder(bright.shrunk(factor)).clean().orElse(bright);
  }

  /**
   * Whether strokes are dark on a bright ground. In even light the edge of the picture tells what
   * is the ground; otherwise what differs much from all around it is strokes, being the lesser
   * part.
   */
  static boolean areDark(Plane grey) {
    int longer = Math.max(grey.rows(), grey.columns());
    Plane small = grey.shrunk(Math.min((longer + WORKING_SIDE - 1) / WORKING_SIDE, shorter(grey)));
    Strokes strokes = Strokes.of(small);
    InkFinder finder = new InkFinder(strokes.areDark() ? small.inverted() : small);
    Plane lit = Opening.of(finder.smooth, shorter(small) / (2 * WIDEST_STROKE));
    if (finder.edge(Strokes.of(finder.smooth).threshold()) < COVERED_EDGE
        && finder.isEven(lit, quantile(finder.smooth, 0.5))) {
      return strokes.areDark();
    }
    return lopsided(small) < 0;
  }

  /** Above 0 if few pixels are much brighter than those around them, below if they are darker. */
  private static double lopsided(Plane plane) {
    int rows = plane.rows();
    int columns = plane.columns();
    int half = Math.max(rows, columns) / 4;
    long[] sums = new long[(rows + 1) * (columns + 1)];
    for (int row = 0; row < rows; row++) {
      long line = 0;
      for (int column = 0; column < columns; column++) {
        line += plane.at(row, column);
        sums[(row + 1) * (columns + 1) + column + 1] =
            sums[row * (columns + 1) + column + 1] + line;
      }
    }
    double cubes = 0;
    for (int row = 0; row < rows; row++) {
      int top = Math.max(0, row - half);
      int bottom = Math.min(rows, row + half + 1);
      for (int column = 0; column < columns; column++) {
        int left = Math.max(0, column - half);
        int right = Math.min(columns, column + half + 1);
        long sum =
            sums[bottom * (columns + 1) + right]
                - sums[top * (columns + 1) + right]
                - sums[bottom * (columns + 1) + left]
                + sums[top * (columns + 1) + left];
        double off = plane.at(row, column) - (double) sum / ((bottom - top) * (right - left));
        cubes += off * off * off;
      }
    }
    return cubes;
  }

  private static int shorter(Plane plane) {
    return Math.min(plane.rows(), plane.columns());
  }

  /**
   * Strokes found by what is around each pixel.
   *
   * @param level by how much each pixel is brighter than its ground
   * @param around the greatest level near each pixel
   * @param ink whether a pixel belongs to the strokes
   */
  private record Local(Plane level, Plane around, boolean[] ink) {}

  /** Nothing if there is nothing to clean away. */
  private Optional<Plane> clean() {
    int half = shorter(plane) / (2 * WIDEST_STROKE);
    int ground = quantile(smooth, 0.5);
    Plane lit = Opening.of(smooth, half);
    Local local = local(lit);
    // The narrower the window, the nearer the ground is to that of a shadow with an edge.
    int narrow = PER_STROKE * width(local.ink);
    if (narrow < half) {
      local = local(Opening.of(smooth, narrow));
    }
    boolean[] everywhere = faded(strokes(mask(smooth, null)));
    if ((isAny(local.ink) && !isEven(lit, ground)) || misses(everywhere, local.ink)) {
      return Optional.of(cleaned(local));
    }
    return isAny(everywhere) && isAnythingBeside(everywhere)
        ? Optional.of(cleaned(everywhere, ground))
        : Optional.empty();
  }

  private Local local(Plane lit) {
    Plane level = less(smooth, lit);
    Plane around = Opening.extremes(level, shorter(plane) / 6, true);
    return new Local(level, around, strokes(mask(level, around)));
  }

  /** About how wide strokes are: twice their area by what they have of an edge. */
  private int width(boolean[] ink) {
    int area = 0;
    int edge = 0;
    int columns = plane.columns();
    for (int i = columns; i < ink.length - columns; i++) {
      if (ink[i]) {
        area++;
        edge += ink[i - 1] && ink[i + 1] && ink[i - columns] && ink[i + columns] ? 0 : 1;
      }
    }
    return 1 + 2 * area / Math.max(1, edge);
  }

  private static boolean isAny(boolean[] ink) {
    for (boolean pixel : ink) {
      if (pixel) {
        return true;
      }
    }
    return false;
  }

  /** Whether strokes are not all within a mask. */
  private static boolean misses(boolean[] mask, boolean[] ink) {
    int all = 0;
    int missed = 0;
    for (int i = 0; i < ink.length; i++) {
      all += ink[i] ? 1 : 0;
      missed += ink[i] && !mask[i] ? 1 : 0;
    }
    return missed > MISSED * all;
  }

  private Plane cleaned(boolean[] ink, int ground) {
    byte[] values = new byte[ink.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = ink[i] ? plane.values()[i] : (byte) ground;
    }
    return new Plane(plane.rows(), plane.columns(), values);
  }

  /** All strokes as bright as the brightest near them, so that a shadow does not make them thin. */
  private Plane cleaned(Local local) {
    double least = OVERALL * quantile(local.level, 1 - INK_SHARE);
    boolean[] ink = faded(local.ink);
    byte[] values = new byte[ink.length];
    for (int i = 0; i < values.length; i++) {
      if (ink[i]) {
        double full = Math.max(least, local.around.values()[i] & 255);
        values[i] = (byte) Math.min(255, 255 * (local.level.values()[i] & 255) / full);
      }
    }
    return new Plane(plane.rows(), plane.columns(), values);
  }

  /** Whether one threshold does for the whole picture. */
  private boolean isEven(Plane lit, int ground) {
    int ink = quantile(smooth, 1 - INK_SHARE) - ground;
    int range = quantile(lit, 0.98) - quantile(lit, 0.02);
    if (range <= EVEN * ink) {
      return true;
    }
    // Strokes wider than any expected leave two levels as well, but not at the edge.
    Strokes strokes = Strokes.of(smooth);
    return strokes.separation(smooth) > 0.8 && edge(strokes.threshold()) < COVERED_EDGE;
  }

  /** Which part of the edge is that bright. */
  private double edge(int threshold) {
    int bright = 0;
    int all = 0;
    for (int row = 0; row < plane.rows(); row++) {
      boolean whole = row == 0 || row == plane.rows() - 1;
      for (int column = 0;
          column < plane.columns();
          column += whole ? 1 : Math.max(1, plane.columns() - 1)) {
        all++;
        bright += smooth.at(row, column) >= threshold ? 1 : 0;
      }
    }
    return (double) bright / all;
  }

  /** What is bright enough; {@code around} is the greatest level near each pixel, or null. */
  private static boolean[] mask(Plane level, Plane around) {
    int ground = quantile(level, 0.5);
    int ink = quantile(level, 1 - INK_SHARE);
    double least =
        around == null
            ? Math.max(Strokes.of(level).threshold(), (ground + ink) / 2.0)
            : ground + OVERALL * (ink - ground);
    boolean[] mask = new boolean[level.values().length];
    for (int i = 0; i < mask.length; i++) {
      int value = level.values()[i] & 255;
      mask[i] = value > ground && value >= least;
      if (around != null) {
        mask[i] &= value - ground >= LOCAL * ((around.values()[i] & 255) - ground);
      }
    }
    return mask;
  }

  /** The patches that are strokes: large ones, and none at the edge if there are others. */
  private boolean[] strokes(boolean[] mask) {
    Patches patches = Patches.of(mask, plane.rows(), plane.columns());
    double least = LEAST_LENGTH * shorter(plane);
    boolean inside = false;
    for (int label = 1; label < patches.area().length; label++) {
      inside |= !patches.atEdge()[label] && patches.length()[label] >= least;
    }
    int most = 0;
    for (int label = 1; label < patches.area().length; label++) {
      if (!inside || !patches.atEdge()[label]) {
        most = Math.max(most, patches.area()[label]);
      }
    }
    boolean[] kept = new boolean[mask.length];
    for (int i = 0; i < kept.length; i++) {
      int label = patches.label()[i];
      kept[i] =
          label > 0
              && patches.area()[label] >= LEAST_PATCH * most
              && !(inside && patches.atEdge()[label]);
    }
    return kept;
  }

  private boolean[] faded(boolean[] strokes) {
    byte[] values = new byte[strokes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (strokes[i] ? 1 : 0);
    }
    Plane wide = Opening.extremes(new Plane(plane.rows(), plane.columns(), values), FADE, true);
    boolean[] faded = new boolean[strokes.length];
    for (int i = 0; i < faded.length; i++) {
      faded[i] = wide.values()[i] != 0;
    }
    return faded;
  }

  /** Whether something as bright as strokes is not among them. */
  private boolean isAnythingBeside(boolean[] ink) {
    int threshold = Strokes.of(plane).threshold();
    for (int i = 0; i < ink.length; i++) {
      if (!ink[i] && (plane.values()[i] & 255) >= threshold) {
        return true;
      }
    }
    return false;
  }

  private static Plane less(Plane plane, Plane ground) {
    byte[] values = new byte[plane.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.max(0, (plane.values()[i] & 255) - (ground.values()[i] & 255));
    }
    return new Plane(plane.rows(), plane.columns(), values);
  }

  /** Each pixel the mean of itself and its neighbours. */
  private static Plane smoothed(Plane plane) {
    int rows = plane.rows();
    int columns = plane.columns();
    byte[] values = new byte[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int sum = 0;
        int count = 0;
        for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
          for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
            sum += plane.at(y, x);
            count++;
          }
        }
        values[row * columns + column] = (byte) ((sum + count / 2) / count);
      }
    }
    return new Plane(rows, columns, values);
  }

  /** The least level that this part of all pixels does not exceed. */
  private static int quantile(Plane plane, double part) {
    int[] histogram = new int[256];
    for (byte value : plane.values()) {
      histogram[value & 255]++;
    }
    double wanted = part * plane.values().length;
    int below = 0;
    for (int level = 0; level < 255; level++) {
      below += histogram[level];
      if (below >= wanted) {
        return level;
      }
    }
    return 255;
  }
}
