package bnn4j.datasets.picture;

import bnn4j.datasets.PictureFit;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Square parts of one picture, each made a square of the network's size as a picture of its own:
 * byte for byte what {@link PictureFitting} makes of {@link #cutOut}. Large parts are taken from
 * the picture made smaller by a whole factor, which is made once for all of them.
 *
 * <p>Safe for several threads; each takes a {@link Cutter} of its own.
 */
public final class PictureParts {
  /** Larger parts are made smaller down to at least this; what a network takes is smaller still. */
  private static final int ENOUGH = 64;

  private static final byte WHITE = (byte) 255;

  private final Picture picture;
  private final int side;
  private final boolean enlarges;
  private final Map<Integer, Picture> smaller = new ConcurrentHashMap<>();
  private final Map<Integer, LanczosWeights> weights = new ConcurrentHashMap<>();

  /**
   * Parts of a picture.
   *
   * @param side of the squares that they become, in pixels
   * @param fit {@link PictureFit#SQUARE} fills the square, others leave small parts as they are in
   *     the middle of a white one
   */
  public PictureParts(Picture picture, int side, PictureFit fit) {
    this.picture = picture;
    this.side = side;
    this.enlarges = fit == PictureFit.SQUARE;
  }

  /** Makes the picture smaller, on all cores, as parts of these sizes will want it. */
  public void prepare(IntStream sizes) {
    sizes.map(PictureParts::factor).distinct().forEach(this::smaller);
  }

  /**
   * A part, made smaller if it is large.
   *
   * @param x column of its first pixel
   * @param y row of its first pixel
   * @param size of its sides in pixels, all inside the picture
   */
  public Picture cutOut(int x, int y, int size) {
    int factor = factor(size);
    Picture from = smaller(factor);
    int length = size / factor;
    return from.crop(
        Math.min(x / factor, from.columns() - length),
        Math.min(y / factor, from.rows() - length),
        length,
        length);
  }

  /** Makes squares of parts. */
  public Cutter cutter() {
    return new Cutter();
  }

  private static int factor(int size) {
    return Math.max(1, size / ENOUGH);
  }

  private Picture smaller(int factor) {
    Picture known = smaller.get(factor);
    if (known == null) {
      // Two threads may both make it: a lock could wait for its own thread's other tasks.
      known = picture.shrunk(factor);
      smaller.putIfAbsent(factor, known);
    }
    return known;
  }

  private LanczosWeights weights(int from) {
    LanczosWeights known = weights.get(from);
    if (known == null) {
      known = LanczosWeights.of(from, side);
      weights.putIfAbsent(from, known);
    }
    return known;
  }

  /** Makes squares of parts, one after the other; allocates nothing for them. For one thread. */
  public final class Cutter {
    /** One channel with its columns resized, {@code [rows][side]}. */
    private final int[] narrow = new int[2 * ENOUGH * side];

    private final int[] sums = new int[side];

    private Cutter() {}

    /**
     * Makes a square of a part.
     *
     * @param x column of its first pixel
     * @param y row of its first pixel
     * @param size of its sides in pixels, all inside the picture
     * @param square takes {@code [3][side][side]} values
     */
    public void cut(int x, int y, int size, byte[] square) {
      int factor = factor(size);
      Picture from = smaller(factor);
      int length = size / factor;
      int left = Math.min(x / factor, from.columns() - length);
      int top = Math.min(y / factor, from.rows() - length);
      int area = from.rows() * from.columns();
      boolean resizes = length > side || (length < side && enlarges);
      if (length < side && !enlarges) {
        Arrays.fill(square, WHITE);
      }
      for (int channel = 0; channel < Picture.CHANNELS; channel++) {
        int first = channel * area + top * from.columns() + left;
        if (resizes) {
          LanczosWeights wanted = weights(length);
          resizeColumns(from, first, length, wanted);
          resizeRows(wanted, square, channel * side * side);
        } else {
          paste(from, first, length, square, channel * side * side);
        }
      }
    }

    private void paste(Picture from, int first, int length, byte[] square, int offset) {
      int margin = (side - length) / 2;
      for (int row = 0; row < length; row++) {
        System.arraycopy(
            from.values(),
            first + row * from.columns(),
            square,
            offset + (margin + row) * side + margin,
            length);
      }
    }

    private void resizeColumns(Picture from, int first, int length, LanczosWeights wanted) {
      byte[] values = from.values();
      for (int row = 0; row < length; row++) {
        int line = first + row * from.columns();
        for (int column = 0; column < side; column++) {
          int[] weight = wanted.weights()[column];
          int at = line + wanted.first()[column];
          int sum = LanczosWeights.half();
          for (int i = 0; i < weight.length; i++) {
            sum += (values[at + i] & 255) * weight[i];
          }
          narrow[row * side + column] = LanczosWeights.rounded(sum);
        }
      }
    }

    private void resizeRows(LanczosWeights wanted, byte[] square, int offset) {
      for (int row = 0; row < side; row++) {
        int[] weight = wanted.weights()[row];
        Arrays.fill(sums, LanczosWeights.half());
        for (int i = 0; i < weight.length; i++) {
          add((wanted.first()[row] + i) * side, weight[i]);
        }
        for (int column = 0; column < side; column++) {
          square[offset + row * side + column] = (byte) LanczosWeights.rounded(sums[column]);
        }
      }
    }

    /** A method of its own, so that the compiler makes vectors of it. */
    private void add(int from, int weight) {
      for (int column = 0; column < sums.length; column++) {
        sums[column] += narrow[from + column] * weight;
      }
    }
  }
}
