package bnn4j.offload.jpeg;

/** Brightness, or one of the colours: its coefficients, then its samples. */
final class Component {
  final int id;
  final int horizontal;
  final int vertical;
  final int table;

  /** Blocks that a scan of this component alone has. */
  int blocksWide;

  int blocksHigh;

  /** Blocks to a row, filled up to whole units of all components. */
  int stride;

  /** 64 each, row by row, not yet multiplied by the quantization table. */
  short[] coefficients;

  /** Rows of {@code stride * 8}. */
  byte[] samples;

  /** Last value of the first coefficient. */
  int dc;

  Component(int id, int horizontal, int vertical, int table) {
    this.id = id;
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.table = table;
  }
}
