package bnn4j.offload.voc;

/**
 * A labelled object in a photo. Pixels count from 1, sides are included.
 *
 * @param index of its class in {@link bnn4j.offload.yolo.VocClass#NAMES}
 * @param difficult whether finding it or not does not count
 */
record Annotation(
    int index, double left, double top, double right, double bottom, boolean difficult) {
  /** Area of the intersection over that of the union, as VOC's development kit counts pixels. */
  double overlap(double otherLeft, double otherTop, double otherRight, double otherBottom) {
    double width = Math.min(right, otherRight) - Math.max(left, otherLeft) + 1;
    double height = Math.min(bottom, otherBottom) - Math.max(top, otherTop) + 1;
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double intersection = width * height;
    double area = (right - left + 1) * (bottom - top + 1);
    double other = (otherRight - otherLeft + 1) * (otherBottom - otherTop + 1);
    return intersection / (area + other - intersection);
  }
}
