package bnn4j.evaluation.locate;

import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Windows of several sizes over an image.
 *
 * @param sizes sides in pixels, rising
 * @param stride pixels from one window to the next; if empty, a quarter of the size
 */
public record WindowGrid(List<Integer> sizes, Optional<Integer> stride) {
  /** More would not fit a common heap, nor a person's patience. */
  public static final int MOST = 100_000;

  private static final int SMALLEST = 8;
  private static final int USUAL_SMALLEST = 32;

  /** A window's place on the side of a picture: this part of its size from one to the next. */
  private static final int PARTS = 4;

  /**
   * Copies the list.
   *
   * @throws Refusal if a size or the stride is too small
   */
  public WindowGrid {
    sizes = sizes.stream().distinct().sorted().toList();
    if (sizes.isEmpty() || sizes.get(0) < SMALLEST) {
      throw new Refusal("windows must be at least %d pixels, found %s".formatted(SMALLEST, sizes));
    }
    if (stride.filter(pixels -> pixels < 1).isPresent()) {
      throw new Refusal("the stride must be at least 1 pixel, found " + stride.get());
    }
  }

  /**
   * Sizes for things that take a sixteenth to a half of the picture's shorter side, each larger
   * than the one before by about the square root of 2.
   */
  public static WindowGrid of(int rows, int columns) {
    int shorter = Math.min(rows, columns);
    List<Integer> sizes = new ArrayList<>();
    double size = Math.max(Math.min(USUAL_SMALLEST, shorter), shorter / 16.0);
    while (size <= Math.max(shorter / 2.0, USUAL_SMALLEST) && size <= shorter) {
      sizes.add((int) Math.round(size));
      size *= Math.sqrt(2);
    }
    if (sizes.isEmpty()) {
      sizes.add(Math.max(SMALLEST, shorter));
    }
    return new WindowGrid(sizes, Optional.empty());
  }

  /**
   * All windows in a picture, the last of a row or column at its edge.
   *
   * @throws Refusal if the picture is smaller than every window, or they are too many
   */
  public List<Window> over(int rows, int columns) {
    long count = 0;
    for (int size : sizes) {
      count += (long) positions(rows, size) * positions(columns, size);
    }
    if (count == 0) {
      throw new Refusal(
          ("the image, %d x %d, is smaller than a window of %d; choose smaller windows with"
                  + " --window")
              .formatted(columns, rows, sizes.get(0)));
    }
    if (count > MOST) {
      throw new Refusal(
          "%d windows, the maximum is %d; choose larger windows or a larger stride"
              .formatted(count, MOST));
    }
    List<Window> windows = new ArrayList<>((int) count);
    for (int size : sizes) {
      for (int row = 0; row < positions(rows, size); row++) {
        for (int column = 0; column < positions(columns, size); column++) {
          windows.add(
              new Window(
                  Math.min(column * stride(size), columns - size),
                  Math.min(row * stride(size), rows - size),
                  size));
        }
      }
    }
    return windows;
  }

  private int stride(int size) {
    return stride.orElse(Math.max(1, size / PARTS));
  }

  private int positions(int length, int size) {
    return length < size ? 0 : (length - size + stride(size) - 1) / stride(size) + 1;
  }
}
