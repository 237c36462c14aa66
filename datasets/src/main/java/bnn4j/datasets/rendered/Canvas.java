package bnn4j.datasets.rendered;

import java.util.Arrays;
import java.util.Random;

/**
 * A square picture that a round pen draws on. It keeps how far each pixel is from the pen's way and
 * makes ink of that at the end, so lines that cross do not add up. Pixel (0, 0) has its centre
 * there, x to the right, y down.
 */
final class Canvas {
  /** The widest pen's radius in pixels. */
  static final double WIDEST = 3;

  /** How far from the pen's way ink can reach: half a pixel of antialiasing beyond the pen. */
  private static final double REACH = WIDEST + 0.5;

  private final int side;

  /** Squared distance of each pixel from the pen's way, {@code [rows][columns]}. */
  private final double[] distance;

  Canvas(int side) {
    this.side = side;
    this.distance = new double[side * side];
    clear();
  }

  /** Takes a new sheet. */
  void clear() {
    Arrays.fill(distance, REACH * REACH);
  }

  /** Moves the pen straight from one point to another. */
  void line(double fromX, double fromY, double toX, double toY) {
    double alongX = toX - fromX;
    double alongY = toY - fromY;
    double length = alongX * alongX + alongY * alongY;
    double perLength = length > 0 ? 1 / length : 0;
    int firstColumn = clamp(Math.min(fromX, toX) - REACH);
    int lastColumn = clamp(Math.max(fromX, toX) + REACH);
    int firstRow = clamp(Math.min(fromY, toY) - REACH);
    int lastRow = clamp(Math.max(fromY, toY) + REACH);
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        double x = column - fromX;
        double y = row - fromY;
        double nearest = Math.max(0, Math.min(1, (x * alongX + y * alongY) * perLength));
        double apartX = x - nearest * alongX;
        double apartY = y - nearest * alongY;
        double apart = apartX * apartX + apartY * apartY;
        int pixel = row * side + column;
        distance[pixel] = Math.min(distance[pixel], apart);
      }
    }
  }

  /**
   * Writes the picture, {@code [rows][columns]}, white on black.
   *
   * @param radius the pen's radius in pixels, up to {@link #WIDEST}
   * @param ink how bright the ink is, 0..255
   * @param noise the standard deviation of each pixel's brightness
   */
  void copyTo(byte[] target, int offset, double radius, double ink, double noise, Random random) {
    for (int pixel = 0; pixel < distance.length; pixel++) {
      double inside = radius + 0.5 - Math.sqrt(distance[pixel]);
      double value = ink * Math.max(0, Math.min(1, inside)) + noise * bell(random.nextInt());
      target[offset + pixel] = (byte) Math.max(0, Math.min(255, (int) (value + 0.5)));
    }
  }

  /** Nearly a standard normal number: the sum of four even ones, scaled to a deviation of 1. */
  private static double bell(int bits) {
    int sum = (bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + (bits >>> 24);
    return (sum - 510) / 147.80;
  }

  private int clamp(double coordinate) {
    return Math.max(0, Math.min(side - 1, (int) coordinate));
  }
}
