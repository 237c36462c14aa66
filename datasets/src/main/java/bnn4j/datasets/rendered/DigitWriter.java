package bnn4j.datasets.rendered;

import java.util.List;
import java.util.Random;

/**
 * Draws handwritten digits: selects a variant, perturbs its points, slants, rotates, scales and
 * places it, and draws it with a pen. Reuses its buffers, so it is for one thread.
 *
 * <p>The same seed gives the same pixels on every JVM: {@link Random}'s sequence is specified, and
 * the arithmetic is exact IEEE or {@link StrictMath}.
 */
final class DigitWriter {
  /** Rows and columns of a picture. */
  static final int SIDE = 28;

  private static final double CENTRE = (SIDE - 1) / 2.0;
  private static final int LINES_PER_SPAN = 6;

  /** Centre of a glyph's box. */
  private static final double GLYPH_CENTRE_X = 3;

  private static final double GLYPH_CENTRE_Y = 5;

  // How much hands differ. Chosen so that a binarized LFC gets some 97 % right, as on real digits.
  private static final double JITTER = 0.42; // of each point, in glyph units, standard deviation
  private static final double ROTATION = 18; // degrees either way
  private static final double SHEAR = 0.35; // either way
  private static final double[] HEIGHT = {1.4, 2.2}; // pixels per glyph unit
  private static final double[] WIDTH = {0.75, 1.25}; // of the height's scale
  private static final double SHIFT = 2.5; // pixels either way
  private static final double[] PEN = {0.6, 1.7}; // radius in pixels
  private static final double[] INK = {160, 255};
  private static final double NOISE = 20;

  private final Random random = new Random();
  private final Canvas canvas = new Canvas(SIDE);
  private final double[] x = new double[DigitShapes.mostPoints()];
  private final double[] y = new double[DigitShapes.mostPoints()];

  /** Writes one digit, {@code [28][28]}, white on black. */
  void write(int digit, long seed, byte[] target, int offset) {
    random.setSeed(seed);
    canvas.clear();
    List<Stroke[]> ways = DigitShapes.of(digit);
    Stroke[] strokes = ways.get(random.nextInt(ways.size()));
    double angle = StrictMath.toRadians(either(ROTATION));
    double shear = either(SHEAR);
    double high = between(HEIGHT);
    double wide = high * between(WIDTH);
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    double right = CENTRE + either(SHIFT);
    double down = CENTRE + either(SHIFT);
    for (Stroke stroke : strokes) {
      for (int i = 0; i < stroke.points(); i++) {
        double v = (stroke.y()[i] - GLYPH_CENTRE_Y + JITTER * random.nextGaussian()) * high;
        double u = (stroke.x()[i] - GLYPH_CENTRE_X + JITTER * random.nextGaussian()) * wide;
        double slanted = u - shear * v;
        x[i] = right + cosine * slanted - sine * v;
        y[i] = down + sine * slanted + cosine * v;
      }
      draw(stroke.corner(), stroke.points());
    }
    canvas.copyTo(target, offset, between(PEN), between(INK), NOISE, random);
  }

  /** Draws the curve through the points in {@link #x} and {@link #y}. */
  private void draw(boolean[] corner, int points) {
    for (int i = 0; i + 1 < points; i++) {
      double fromX = x[i];
      double fromY = y[i];
      for (int step = 1; step <= LINES_PER_SPAN; step++) {
        double t = (double) step / LINES_PER_SPAN;
        double toX = hermite(x, corner, points, i, t);
        double toY = hermite(y, corner, points, i, t);
        canvas.line(fromX, fromY, toX, toY);
        fromX = toX;
        fromY = toY;
      }
    }
  }

  private static double hermite(double[] p, boolean[] corner, int points, int i, double t) {
    double out = tangent(p, corner, points, i);
    double in = tangent(p, corner, points, i + 1);
    double rest = 1 - t;
    return p[i] * (1 + 2 * t) * rest * rest
        + out * t * rest * rest
        + p[i + 1] * t * t * (3 - 2 * t)
        - in * t * t * rest;
  }

  private static double tangent(double[] p, boolean[] corner, int points, int i) {
    if (corner[i]) {
      return 0;
    }
    return (p[Math.min(points - 1, i + 1)] - p[Math.max(0, i - 1)]) / 2;
  }

  private double either(double most) {
    return most * (2 * random.nextDouble() - 1);
  }

  private double between(double[] range) {
    return range[0] + (range[1] - range[0]) * random.nextDouble();
  }
}
