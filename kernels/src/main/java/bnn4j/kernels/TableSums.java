package bnn4j.kernels;

import java.util.Arrays;

/**
 * Sums of values whose weights differ in nothing but their signs, without a multiplication: what
 * three neighbouring values can add up to, with whatever signs, is computed once for all neurons,
 * and each neuron adds one such sum for every three synapses.
 *
 * <p>Windows stand side by side in lanes of 16 bits. The loops are short, straight, and without an
 * offset in any index, so that the compiler makes vector instructions of them.
 */
final class TableSums implements ValueSums {
  /** Synapses of which the sums are in a table. */
  private static final int GROUP = 3;

  private static final int SIGNS = 1 << GROUP;

  /** Windows side by side: many for a long loop, few enough that tables stay in a cache. */
  static final int PORTION = 256;

  /** Neurons whose sums are compared together. */
  private static final int TOGETHER = 4;

  /** Neurons whose activations are bits of a lane. */
  private static final int LANE_BITS = Short.SIZE;

  /** Of a sum, so that its distance from a threshold fits 16 bits. */
  private static final int MOST = Short.MAX_VALUE / 2;

  private final Windows windows;
  private final WindowRuns places;
  private final int channels;
  private final int neurons;
  private final int weight;

  /** {@code [neuron][group]}: which sum of the table of all groups. */
  private final int[][] choices;

  /** {@code [channel][pixel]}. */
  private final short[][] map;

  /** {@code [synapse][window]}; beyond the last synapse they stay 0. */
  private final short[][] rows;

  /** {@code [group * 8 + signs][window]}. */
  private final short[][] table;

  /** Of four neurons, {@code [neuron][window]}. */
  private final short[][] sums = new short[TOGETHER][PORTION];

  /** {@code [quarter of a word][window]}. */
  private final short[][] marks = new short[Kernel.BLOCK / LANE_BITS][PORTION];

  /**
   * A workspace.
   *
   * @param weights {@code [neuron][synapse]} for which {@link #fits} holds
   */
  TableSums(int[][] weights, Windows windows) {
    int groups = (weights[0].length + GROUP - 1) / GROUP;
    this.windows = windows;
    this.places = new WindowRuns(windows);
    this.channels = windows.pixel();
    this.neurons = weights.length;
    this.weight = Math.abs(weights[0][0]);
    this.choices = new int[neurons][groups];
    for (int n = 0; n < neurons; n++) {
      for (int group = 0; group < groups; group++) {
        choices[n][group] = group * SIGNS + signs(weights[n], group * GROUP);
      }
    }
    this.map = new short[channels][windows.mapSize() / channels];
    this.rows = new short[groups * GROUP][PORTION];
    this.table = new short[groups * SIGNS][PORTION];
  }

  private static int signs(int[] weights, int first) {
    int signs = 0;
    for (int i = 0; i < GROUP && first + i < weights.length; i++) {
      signs |= weights[first + i] < 0 ? 1 << i : 0;
    }
    return signs;
  }

  /** Whether weights differ in their signs only, and no sum is too large. */
  static boolean fits(int[][] weights) {
    int size = Math.abs(weights[0][0]);
    return size > 0
        && (long) size * weights[0].length * 128 <= MOST
        && Arrays.stream(weights)
            .allMatch(row -> Arrays.stream(row).allMatch(weight -> Math.abs(weight) == size));
  }

  @Override
  public void read(byte[] values, int images) {
    int pixels = images * (windows.imageSize() / channels);
    for (int channel = 0; channel < channels; channel++) {
      short[] plane = map[channel];
      for (int pixel = 0, from = channel; pixel < pixels; pixel++, from += channels) {
        plane[pixel] = (short) (values[from] * weight);
      }
    }
  }

  @Override
  public void sum(int first, int count, int[] all) {
    int stride = Kernel.stride(neurons);
    for (int done = 0; done < count; done += PORTION) {
      int lanes = Math.min(PORTION, count - done);
      fillTable(first + done, lanes);
      for (int n = 0; n < neurons; n++) {
        lack(0, choices[n], sums[0], lanes);
        for (int i = 0, to = done * stride + n; i < lanes; i++, to += stride) {
          all[to] = -sums[0][i];
        }
      }
    }
  }

  @Override
  public void exceeded(
      int first, int count, ThresholdComparison comparison, int[] all, long[] bits, int at) {
    int words = Kernel.stride(neurons) / Kernel.BLOCK;
    int portion = WindowRuns.portion(count, PORTION);
    for (int done = 0; done < count; done += portion) {
      int lanes = Math.min(portion, count - done);
      fillTable(first + done, lanes);
      for (int word = 0; word < words; word++) {
        markWord(comparison, word * Kernel.BLOCK, lanes);
        write(bits, at + done * words + word, words, lanes);
      }
    }
  }

  private void fillTable(int first, int lanes) {
    int synapse = 0;
    for (int row = 0; row < windows.runs(); row++) {
      for (int i = 0; i < windows.run(); i++, synapse++) {
        int offset = (row * windows.rowStep() + i) / channels;
        places.copy(map[i % channels], offset, first, lanes, rows[synapse]);
      }
    }
    for (int s = 0, to = 0; s < rows.length; s += GROUP, to += SIGNS) {
      sumBoth(rows[s], rows[s + 1], table[to], table[to + 3], lanes);
      differBoth(rows[s], rows[s + 1], table[to + 2], table[to + 1], lanes);
      for (int signs = 0; signs < SIGNS / 2; signs++) {
        subtract(table[to + signs], rows[s + 2], table[to + signs + 4], lanes);
        add(table[to + signs], rows[s + 2], lanes);
      }
    }
  }

  private static void sumBoth(short[] a, short[] b, short[] sum, short[] negated, int lanes) {
    for (int i = 0; i < lanes; i++) {
      sum[i] = (short) (a[i] + b[i]);
      negated[i] = (short) -(a[i] + b[i]);
    }
  }

  private static void differBoth(short[] a, short[] b, short[] rest, short[] negated, int lanes) {
    for (int i = 0; i < lanes; i++) {
      rest[i] = (short) (a[i] - b[i]);
      negated[i] = (short) (b[i] - a[i]);
    }
  }

  private static void subtract(short[] a, short[] b, short[] rest, int lanes) {
    for (int i = 0; i < lanes; i++) {
      rest[i] = (short) (a[i] - b[i]);
    }
  }

  private static void add(short[] to, short[] values, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] = (short) (to[i] + values[i]);
    }
  }

  /**
   * Takes the sums of a neuron off a number. Loops of more terms the compiler leaves as they are.
   */
  private void lack(int from, int[] chosen, short[] lacking, int lanes) {
    int g = 0;
    if (chosen.length >= 5) {
      short[] fifth = table[chosen[4]];
      difference(
          from,
          table[chosen[0]],
          table[chosen[1]],
          table[chosen[2]],
          table[chosen[3]],
          fifth,
          lacking,
          lanes);
      g = 5;
    } else {
      Arrays.fill(lacking, 0, lanes, (short) from);
    }
    for (; g + 4 <= chosen.length; g += 4) {
      subtract(
          lacking,
          table[chosen[g]],
          table[chosen[g + 1]],
          table[chosen[g + 2]],
          table[chosen[g + 3]],
          lanes);
    }
    for (; g < chosen.length; g++) {
      subtract(lacking, table[chosen[g]], lanes);
    }
  }

  private static void difference(
      int from,
      short[] a,
      short[] b,
      short[] c,
      short[] d,
      short[] e,
      short[] difference,
      int lanes) {
    for (int i = 0; i < lanes; i++) {
      difference[i] = (short) (from - a[i] - b[i] - c[i] - d[i] - e[i]);
    }
  }

  private static void subtract(
      short[] from, short[] a, short[] b, short[] c, short[] d, int lanes) {
    for (int i = 0; i < lanes; i++) {
      from[i] = (short) (from[i] - a[i] - b[i] - c[i] - d[i]);
    }
  }

  private static void subtract(short[] from, short[] a, int lanes) {
    for (int i = 0; i < lanes; i++) {
      from[i] = (short) (from[i] - a[i]);
    }
  }

  /** The activations of 64 neurons, or of those that there are. */
  private void markWord(ThresholdComparison comparison, int neuron, int lanes) {
    for (short[] quarter : marks) {
      Arrays.fill(quarter, 0, lanes, (short) 0);
    }
    for (int bit = 0; bit < Kernel.BLOCK && neuron + bit < neurons; bit += TOGETHER) {
      for (int n = 0; n < TOGETHER; n++) {
        if (neuron + bit + n < neurons) {
          // A threshold beyond all sums may be moved to the next number beyond.
          int threshold = comparison.threshold(neuron + bit + n);
          int near = Math.max(-MOST - 1, Math.min(MOST, threshold));
          lack(near, choices[neuron + bit + n], sums[n], lanes);
        } else {
          Arrays.fill(sums[n], 0, lanes, (short) 0);
        }
      }
      int first = 1 << bit % LANE_BITS;
      short[] quarter = marks[bit / LANE_BITS];
      markNegative(sums[0], sums[1], sums[2], sums[3], first, quarter, lanes);
    }
  }

  /** Sets four bits, from the given one up, in each lane: each where its value is negative. */
  private static void markNegative(
      short[] a, short[] b, short[] c, short[] d, int first, short[] bits, int lanes) {
    int second = first << 1;
    int third = first << 2;
    int fourth = first << 3;
    for (int i = 0; i < lanes; i++) {
      bits[i] =
          (short)
              (bits[i]
                  | ((a[i] >> 15) & first)
                  | ((b[i] >> 15) & second)
                  | ((c[i] >> 15) & third)
                  | ((d[i] >> 15) & fourth));
    }
  }

  private void write(long[] bits, int at, int step, int lanes) {
    short[] first = marks[0];
    short[] second = marks[1];
    short[] third = marks[2];
    short[] fourth = marks[3];
    for (int i = 0; i < lanes; i++, at += step) {
      bits[at] =
          (first[i] & 0xffffL)
              | (second[i] & 0xffffL) << 16
              | (third[i] & 0xffffL) << 32
              | (fourth[i] & 0xffffL) << 48;
    }
  }
}
