package bnn4j.offload.jpeg;

/** Brightness and two colour differences to red, green and blue, in stb_image's fixed point. */
final class Colours {
  private static final int RED = fixed(1.40200);
  private static final int GREEN_RED = -fixed(0.71414);
  private static final int GREEN_BLUE = -fixed(0.34414);
  private static final int BLUE = fixed(1.77200);

  private Colours() {}

  private static int fixed(double value) {
    return ((int) (value * 4096 + 0.5)) << 8;
  }

  /** The three samples, red in the highest of three bytes. */
  static int rgb(int y, int blueDifference, int redDifference) {
    int base = (y << 20) + (1 << 19);
    int cr = redDifference - 128;
    int cb = blueDifference - 128;
    int red = (base + cr * RED) >> 20;
    int green = (base + cr * GREEN_RED + ((cb * GREEN_BLUE) & 0xffff0000)) >> 20;
    int blue = (base + cb * BLUE) >> 20;
    return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
