package bnn4j.datasets.picture;

/**
 * What is left of a plane without the bright things that are narrower than a square window: the
 * least value around each pixel, and of these the greatest around each. Steps and slopes of the
 * ground stay where they are.
 */
final class Opening {
  private Opening() {}

  /**
   * Removes bright things.
   *
   * @param half pixels from the window's middle to its edge; at the plane's edge it is cut off
   */
  static Plane of(Plane plane, int half) {
    return extremes(extremes(plane, half, false), half, true);
  }

  /** The greatest value around each pixel, or the least. */
  static Plane extremes(Plane plane, int half, boolean greatest) {
    byte[] values = plane.values().clone();
    int[] line = new int[Math.max(plane.rows(), plane.columns())];
    int[] queue = new int[line.length];
    for (int row = 0; row < plane.rows(); row++) {
      slide(values, row * plane.columns(), 1, plane.columns(), half, greatest, line, queue);
    }
    for (int column = 0; column < plane.columns(); column++) {
      slide(values, column, plane.columns(), plane.rows(), half, greatest, line, queue);
    }
    return new Plane(plane.rows(), plane.columns(), values);
  }

  /** Along one line; the queue holds the places that may still be the extreme, the best first. */
  private static void slide(
      byte[] values,
      int from,
      int step,
      int length,
      int half,
      boolean greatest,
      int[] line,
      int[] queue) {
    for (int i = 0; i < length; i++) {
      int value = values[from + i * step] & 255;
      line[i] = greatest ? value : -value;
    }
    int first = 0;
    int end = 0;
    int next = 0;
    for (int i = 0; i < length; i++) {
      for (; next < length && next <= i + half; next++) {
        while (end > first && line[queue[end - 1]] <= line[next]) {
          end--;
        }
        queue[end++] = next;
      }
      while (queue[first] < i - half) {
        first++;
      }
      values[from + i * step] = (byte) Math.abs(line[queue[first]]);
    }
  }
}
