package bnn4j.datasets.transform;

/** Changes brightness and contrast of an image, equally in all channels. */
final class Light {
  /** Fractional bits of the contrast. */
  private static final int FRACTION = 16;

  private Light() {}

  /**
   * Moves every value away from the image's mean, then adds to it; 0 and 255 are the limits.
   *
   * @param image unsigned bytes, changed in place
   * @param brightness what is added, as a part of 255
   * @param contrast factor of the distance from the mean
   */
  static void change(byte[] image, int offset, int values, double brightness, double contrast) {
    long sum = 0;
    for (int i = offset; i < offset + values; i++) {
      sum += image[i] & 255;
    }
    int mean = (int) ((sum + values / 2) / values);
    int factor = (int) Math.rint(contrast * (1 << FRACTION));
    int added = mean + (int) Math.rint(brightness * 255);
    for (int i = offset; i < offset + values; i++) {
      int distance = (image[i] & 255) - mean;
      int value = added + ((distance * factor + (1 << (FRACTION - 1))) >> FRACTION);
      image[i] = (byte) Math.max(0, Math.min(255, value));
    }
  }
}
