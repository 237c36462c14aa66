package bnn4j.datasets.idx;

import java.util.List;

/**
 * What an IDX file of unsigned bytes holds.
 *
 * @param dimensions the length of each dimension, outermost first: {@code [images][rows][columns]}
 *     or {@code [labels]}
 * @param values the bytes in that order, unsigned
 */
public record IdxArray(List<Integer> dimensions, byte[] values) {

  /** The dimensions' lengths must fit the values. */
  public IdxArray {
    dimensions = List.copyOf(dimensions);
    long product = dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (product != values.length) {
      throw new IllegalArgumentException(
          "dimensions %s do not hold %d values".formatted(dimensions, values.length));
    }
  }

  /** The same images with rows and columns exchanged; the values of this one are given up. */
  IdxArray transposed() {
    int rows = dimensions.get(1);
    int columns = dimensions.get(2);
    byte[] image = new byte[rows * columns];
    for (int offset = 0; offset < values.length; offset += image.length) {
      System.arraycopy(values, offset, image, 0, image.length);
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          values[offset + column * rows + row] = image[row * columns + column];
        }
      }
    }
    return new IdxArray(List.of(dimensions.get(0), columns, rows), values);
  }

  /** How many images or labels there are. */
  public int count() {
    return dimensions.get(0);
  }
}
