package bnn4j.offload.yolo;

/**
 * A rectangle in a picture, in parts of its width and height; may reach beyond it.
 *
 * @param x of its centre
 * @param y of its centre
 * @param w width
 * @param h height
 */
public record BoundingBox(float x, float y, float w, float h) {
  /** Area of the intersection over that of the union. */
  public float overlap(BoundingBox other) {
    float width = shared(x, w, other.x, other.w);
    float height = shared(y, h, other.y, other.h);
    if (width < 0 || height < 0) {
      return 0;
    }
    float intersection = width * height;
    return intersection / (w * h + other.w * other.h - intersection);
  }

  private static float shared(float centre, float length, float centre2, float length2) {
    float start = Math.max(centre - length / 2, centre2 - length2 / 2);
    float end = Math.min(centre + length / 2, centre2 + length2 / 2);
    return end - start;
  }

  /**
   * Its sides in pixels, clamped to the picture.
   *
   * @param columns of the picture
   * @param rows of the picture
   */
  public PixelBox pixels(int columns, int rows) {
    return new PixelBox(
        Math.max(0, (int) ((x - w / 2.0) * columns)),
        Math.min(columns - 1, (int) ((x + w / 2.0) * columns)),
        Math.max(0, (int) ((y - h / 2.0) * rows)),
        Math.min(rows - 1, (int) ((y + h / 2.0) * rows)));
  }

  /** Sides of a box, all included. */
  public record PixelBox(int left, int right, int top, int bottom) {}
}
