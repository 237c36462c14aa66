package bnn4j.evaluation.report;

import java.awt.Color;

/**
 * The colours of a chart.
 *
 * @param background of the whole picture; the report's pages have the same
 * @param text of titles
 * @param labels of axes and legend
 * @param grid lines
 * @param first of the series that matters
 * @param second of the other
 */
public record Palette(
    Color background, Color text, Color labels, Color grid, Color first, Color second) {
  public static final Palette LIGHT =
      new Palette(
          new Color(0xffffff),
          new Color(0x1f2328),
          new Color(0x59636e),
          new Color(0xe6e9ed),
          new Color(0x2563eb),
          new Color(0xe8760c));

  public static final Palette DARK =
      new Palette(
          new Color(0x171b22),
          new Color(0xe6edf3),
          new Color(0x9aa4af),
          new Color(0x2b323c),
          new Color(0x5b9bff),
          new Color(0xffa657));
}
