package bnn4j.datasets.picture;

/**
 * The steps by which BNN-PYNQ's notebooks make a network's input of ink on paper before a camera:
 * contrast and brightness as the Python Imaging Library raises them, for letters a threshold; then
 * the box around all that is not white, scaled to fill the square without looking at neighbours,
 * and put in its middle. What is quite black then becomes 255, all else 0.
 *
 * <p>One step is mended: the original leaves the square empty when the box is as high as wide.
 */
enum CameraSteps {
  /** {@code LFC-BNN_MNIST_Webcam}. */
  DIGIT(3, 4, false),
  /** {@code LFC-BNN_Chars_Webcam}. */
  LETTER(5, 2, true);

  private static final int THRESHOLD = 180;
  private static final int WHITE = 255;

  private final int contrast;
  private final int brightness;
  private final boolean threshold;

  CameraSteps(int contrast, int brightness, boolean threshold) {
    this.contrast = contrast;
    this.brightness = brightness;
    this.threshold = threshold;
  }

  /** Dark strokes on a bright ground as a square of 0 and 255; all 0 if nothing is left. */
  byte[] fit(Plane dark, int side) {
    Plane enhanced = enhanced(dark);
    byte[] square = new byte[side * side];
    Box box = Box.of(enhanced.inverted(), 1);
    if (box.isEmpty()) {
      return square;
    }
    double ratio = Math.min((double) side / box.height(), (double) side / box.width());
    int rows = box.height() >= box.width() ? side : Math.max(1, (int) (box.height() * ratio));
    int columns = box.width() >= box.height() ? side : Math.max(1, (int) (box.width() * ratio));
    int top = (side - rows) / 2;
    int left = (side - columns) / 2;
    for (int row = 0; row < rows; row++) {
      int from = box.top() + (int) ((row + 0.5) * box.height() / rows);
      for (int column = 0; column < columns; column++) {
        int at = box.left() + (int) ((column + 0.5) * box.width() / columns);
        boolean ink = enhanced.at(from, at) == 0;
        square[(top + row) * side + left + column] = (byte) (ink ? WHITE : 0);
      }
    }
    return square;
  }

  private Plane enhanced(Plane plane) {
    long sum = 0;
    for (byte value : plane.values()) {
      sum += value & 255;
    }
    int mean = (int) ((double) sum / plane.values().length + 0.5);
    byte[] values = new byte[plane.values().length];
    for (int i = 0; i < values.length; i++) {
      int value = limited(mean + contrast * ((plane.values()[i] & 255) - mean));
      value = limited(brightness * value);
      if (threshold) {
        value = value > THRESHOLD ? WHITE : 0;
      }
      values[i] = (byte) value;
    }
    return new Plane(plane.rows(), plane.columns(), values);
  }

  private static int limited(int value) {
    return Math.max(0, Math.min(WHITE, value));
  }
}
