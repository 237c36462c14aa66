package bnn4j.hardware.draw;

import java.awt.Color;

/** The colors of all drawings. */
final class DrawingColors {
  static final Color TEXT = new Color(0x1f2328);
  static final Color QUIET = new Color(0x59636e);
  static final Color GRID = new Color(0xe6e9ed);
  static final Color BLUE = new Color(0x2563eb);
  static final Color PALE_BLUE = new Color(0xdfe8fd);
  static final Color ORANGE = new Color(0xc2570c);
  static final Color PALE_ORANGE = new Color(0xfde7d3);
  static final Color GREEN = new Color(0x1a7f37);
  static final Color PALE_GREEN = new Color(0xdff3e4);
  static final Color GREY = new Color(0x8c959f);
  static final Color PALE_GREY = new Color(0xf3f5f7);
  static final Color WHITE = Color.WHITE;

  private DrawingColors() {}
}
