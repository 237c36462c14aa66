package bnn4j.kernels;

import java.util.Arrays;

/** Counts and compares lane by lane, with {@link PopcountLanes}, windows side by side. */
final class PopcountBitCounter implements BitCounter {
  /** Windows side by side: many for a long loop, few enough that their rows stay in a cache. */
  static final int PORTION = 256;

  /** Neurons whose counts are compared together. */
  private static final int TOGETHER = 4;

  /** Never exceeded, and any count can be taken off it. */
  private static final int NEVER = 1 << 30;

  /** Fewer windows are not worth standing side by side. */
  private static final int FEW = 128;

  private PopcountBitMatrix matrix;
  private final int neurons;
  private final int pieces;
  private final Windows windows;
  private final int pixelWords;
  private final BitCounter other;
  private long[] bits;
  private int images;

  // Made when they are first wanted.
  private WindowRuns places;
  private boolean split;

  /** Whether the other counter has the map. */
  private boolean given;

  /** {@code [half word of a pixel][pixel]}. */
  private int[][] map;

  /** {@code [piece][window]}. */
  private int[][] rows;

  /** Of four neurons, {@code [neuron][window]}, and of one more plane. */
  private int[][] sums;

  private int[] more;

  /** Activations of 32 neurons each. */
  private int[] low;

  private int[] high;

  /**
   * A workspace.
   *
   * @param other counts where windows are few, and neuron by neuron
   */
  PopcountBitCounter(PopcountBitMatrix matrix, Windows windows, BitCounter other) {
    this.matrix = matrix;
    this.neurons = matrix.neurons();
    this.pieces = 2 * windows.size();
    this.windows = windows;
    this.pixelWords = windows.pixel();
    this.other = other;
  }

  /** The halves of words, the lower one first. */
  static int[] halves(long[] words) {
    int[] halves = new int[2 * words.length];
    for (int i = 0; i < words.length; i++) {
      halves[2 * i] = (int) words[i];
      halves[2 * i + 1] = (int) (words[i] >>> Integer.SIZE);
    }
    return halves;
  }

  @Override
  public void against(BitMatrix other) {
    matrix = (PopcountBitMatrix) other;
    this.other.against(matrix.other());
  }

  @Override
  public void read(long[] bits, long[] mask, int images) {
    this.bits = bits;
    this.images = images;
    this.split = false;
    this.given = false;
  }

  @Override
  public void count(int first, int count, int[] counts) {
    if (!given) {
      other.read(bits, null, images);
      given = true;
    }
    other.count(first, count, counts);
  }

  @Override
  public void exceeded(
      int first, int count, ThresholdComparison comparison, int[] counts, long[] bits, int at) {
    if (count < FEW) {
      BitCounter.super.exceeded(first, count, comparison, counts, bits, at);
      return;
    }
    if (!split) {
      splitMap();
    }
    int words = Kernel.stride(neurons) / Kernel.BLOCK;
    int portion = WindowRuns.portion(count, PORTION);
    for (int done = 0; done < count; done += portion) {
      int lanes = Math.min(portion, count - done);
      unfold(first + done, lanes);
      for (int word = 0; word < words; word++) {
        markWord(comparison, word * Kernel.BLOCK, lanes);
        for (int i = 0, to = at + done * words + word; i < lanes; i++, to += words) {
          bits[to] = (low[i] & 0xffffffffL) | (long) high[i] << Integer.SIZE;
        }
      }
    }
  }

  private void splitMap() {
    if (map == null) {
      places = new WindowRuns(windows);
      map = new int[2 * pixelWords][windows.mapSize() / pixelWords];
      rows = new int[pieces][PORTION];
      sums = new int[TOGETHER][PORTION];
      more = new int[PORTION];
      low = new int[PORTION];
      high = new int[PORTION];
    }
    int pixels = images * (windows.imageSize() / pixelWords);
    for (int word = 0; word < pixelWords; word++) {
      int[] lower = map[2 * word];
      int[] upper = map[2 * word + 1];
      for (int pixel = 0, from = word; pixel < pixels; pixel++, from += pixelWords) {
        lower[pixel] = (int) bits[from];
        upper[pixel] = (int) (bits[from] >>> Integer.SIZE);
      }
    }
    split = true;
  }

  private void unfold(int first, int count) {
    int piece = 0;
    for (int row = 0; row < windows.runs(); row++) {
      for (int i = 0; i < windows.run(); i++, piece += 2) {
        int offset = (row * windows.rowStep() + i) / pixelWords;
        int word = i % pixelWords;
        places.copy(map[2 * word], offset, first, count, rows[piece]);
        places.copy(map[2 * word + 1], offset, first, count, rows[piece + 1]);
      }
    }
  }

  /** The activations of 64 neurons, or of those that there are. */
  private void markWord(ThresholdComparison comparison, int neuron, int lanes) {
    Arrays.fill(low, 0, lanes, 0);
    Arrays.fill(high, 0, lanes, 0);
    for (int bit = 0; bit < Kernel.BLOCK && neuron + bit < neurons; bit += TOGETHER) {
      for (int n = 0; n < TOGETHER; n++) {
        // Beyond the last neuron whatever was counted before stays, and exceeds no threshold.
        if (neuron + bit + n < neurons) {
          count(neuron + bit + n, sums[n], lanes);
        }
      }
      PopcountLanes.mark(
          sums[0],
          sums[1],
          sums[2],
          sums[3],
          threshold(comparison, neuron + bit),
          threshold(comparison, neuron + bit + 1),
          threshold(comparison, neuron + bit + 2),
          threshold(comparison, neuron + bit + 3),
          bit % Integer.SIZE,
          bit < Integer.SIZE ? low : high,
          lanes);
    }
  }

  private int threshold(ThresholdComparison comparison, int neuron) {
    return neuron < neurons ? comparison.threshold(neuron) : NEVER;
  }

  private void count(int neuron, int[] counts, int lanes) {
    int[][] planes = matrix.planes();
    PopcountLanes.differences(rows, planes[0], neuron * pieces, pieces, counts, lanes);
    for (int plane = 1; plane < planes.length; plane++) {
      PopcountLanes.differences(rows, planes[plane], neuron * pieces, pieces, more, lanes);
      for (int i = 0; i < lanes; i++) {
        counts[i] += more[i];
      }
    }
  }
}
