package bnn4j.datasets.rendered;

import java.util.Arrays;

/**
 * One movement of the pen through some points: smooth through each, or turning sharply at corners.
 * Between points runs a cubic Hermite curve; its tangents are those of a Catmull-Rom spline, and
 * zero at corners, so the way between two corners is straight.
 *
 * <p>A glyph's box is 6 wide and 10 high, x to the right, y down.
 */
record Stroke(double[] x, double[] y, boolean[] corner) {

  /** Reads points such as {@code "0,0! 6,0! 2.5,10"}; an exclamation mark makes a corner. */
  static Stroke parse(String text) {
    String[] words = text.strip().split(" +", -1);
    Stroke stroke =
        new Stroke(new double[words.length], new double[words.length], new boolean[words.length]);
    for (int i = 0; i < words.length; i++) {
      int comma = words[i].indexOf(',');
      int end = words[i].endsWith("!") ? words[i].length() - 1 : words[i].length();
      stroke.x[i] = Double.parseDouble(words[i].substring(0, comma));
      stroke.y[i] = Double.parseDouble(words[i].substring(comma + 1, end));
      stroke.corner[i] = end < words[i].length();
    }
    return stroke;
  }

  int points() {
    return x.length;
  }

  /** The greatest number of points of these strokes. */
  static int mostPoints(Stroke[] strokes) {
    return Arrays.stream(strokes).mapToInt(Stroke::points).max().orElse(0);
  }
}
