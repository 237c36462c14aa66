package bnn4j.evaluation.locate;

/**
 * A square part of an image.
 *
 * @param x column of its first pixel
 * @param y row of its first pixel
 * @param size pixels of its side
 */
public record Window(int x, int y, int size) {
  /** Pixels that it shares with another. */
  private long shared(Window other) {
    long width = Math.min((long) x + size, (long) other.x + other.size) - Math.max(x, other.x);
    long height = Math.min((long) y + size, (long) other.y + other.size) - Math.max(y, other.y);
    return width <= 0 || height <= 0 ? 0 : width * height;
  }

  /** What is shared as a part of what either covers, 0 to 1. */
  double overlap(Window other) {
    long shared = shared(other);
    return (double) shared / (area() + other.area() - shared);
  }

  /** What is shared as a part of the smaller of the two, 0 to 1. */
  double coverage(Window other) {
    return (double) shared(other) / Math.min(area(), other.area());
  }

  private long area() {
    return (long) size * size;
  }
}
