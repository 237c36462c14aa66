package bnn4j.offload.yolo;

/**
 * A detected object.
 *
 * @param index of its class in {@link VocClass#NAMES}
 * @param probability 0 to 1
 * @param anchor shape that the box has been predicted with, 0 to 4
 * @param row cell of the grid
 * @param column cell of the grid
 * @param box where it is
 */
public record Detection(
    int index, float probability, int anchor, int row, int column, BoundingBox box) {
  /** Name of its class. */
  public String name() {
    return VocClass.NAMES.get(index);
  }

  /** In whole percent as C's {@code %.0f} prints it: halves go to the even number. */
  public long percent() {
    return (long) Math.rint((double) (probability * 100));
  }

  /** {@code dog: 86%}. */
  @Override
  public String toString() {
    return "%s: %d%%".formatted(name(), percent());
  }
}
