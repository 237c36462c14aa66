package bnn4j.trainer.ops;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Consecutive parts of rows, such as the images of each thread.
 *
 * @param sizes rows of each part, in order; 0 where a part is empty
 */
public record RowParts(List<Integer> sizes) {
  /**
   * Parts of these sizes.
   *
   * @param sizes at least 0
   */
  public RowParts {
    sizes = List.copyOf(sizes);
  }

  /** Parts of these sizes. */
  public static RowParts of(Integer... sizes) {
    return new RowParts(List.of(sizes));
  }

  /** Parts whose sizes differ by 1 at most; with more parts than rows, some are empty. */
  public static RowParts even(int rows, int parts) {
    return new RowParts(
        IntStream.range(0, parts)
            .mapToObj(part -> rows * (part + 1) / parts - rows * part / parts)
            .toList());
  }

  /** How many parts there are. */
  public int count() {
    return sizes.size();
  }

  /** Rows of a part. */
  public int size(int part) {
    return sizes.get(part);
  }

  /** The first row of a part. */
  public int first(int part) {
    return sizes.subList(0, part).stream().mapToInt(Integer::intValue).sum();
  }

  /** Rows of all parts. */
  public int rows() {
    return first(count());
  }
}
