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

  /** How many images or labels there are. */
  public int count() {
    return dimensions.get(0);
  }
}
