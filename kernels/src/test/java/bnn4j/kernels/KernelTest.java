package bnn4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel against the definition, a bit or a value at a time, on whatever sizes. */
class KernelTest {
  private static final int ROUNDS = 60;

  static List<Named<Kernel>> kernels() {
    return Kernels.offered().stream()
        .map(kernel -> Named.of(kernel.name() + ", " + kernel.bits() + " bits", kernel))
        .toList();
  }

  private final Random random = new Random(11);

  private int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  private Windows windows(int images, int mostPixel) {
    int dimension = upTo(5);
    return new Windows(images, dimension, upTo(mostPixel), upTo(dimension));
  }

  /** Random, or as many or few ones as there can be. */
  private long[] words(int count) {
    int kind = random.nextInt(4);
    return random.longs(count).map(word -> kind == 0 ? 0 : kind == 1 ? -1 : word).toArray();
  }

  /** The values of a window, by their places in the map. */
  private static int[] places(Windows windows, int window) {
    return IntStream.range(0, windows.runs())
        .flatMap(
            row ->
                IntStream.range(0, windows.run())
                    .map(i -> windows.start(window) + row * windows.rowStep() + i))
        .toArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void countsAreThoseOfBitsOneByOne(Kernel kernel) {
    for (int round = 0; round < ROUNDS; round++) {
      checkCounts(kernel, windows(upTo(3), 4), 1 << random.nextInt(3), random.nextBoolean());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void countsOfLongRowsDoNotOverflow(Kernel kernel) {
    for (int words : new int[] {61, 62, 63, 64, 124, 125, 311}) {
      checkCounts(kernel, new Windows(2, 1, words, 1), 2, random.nextBoolean());
    }
    // As many differences as there can be.
    BitMatrix matrix = kernel.bitMatrix(1, 4096, List.of(new long[4096]));
    BitCounter counter = matrix.counter(new Windows(1, 1, 4096, 1), false);
    long[] ones = new long[4096];
    Arrays.fill(ones, -1);
    counter.read(ones, null, 1);
    int[] counts = new int[Kernel.stride(1)];
    counter.count(0, 1, counts);
    assertThat(counts[0]).isEqualTo(1 << 18);
  }

  private void checkCounts(Kernel kernel, Windows windows, int planeCount, boolean masked) {
    int neurons = upTo(150);
    List<long[]> planes = new ArrayList<>();
    for (int plane = 0; plane < planeCount; plane++) {
      planes.add(words(neurons * windows.size()));
    }
    long[] map = words(windows.mapSize());
    long[] mask = masked ? words(windows.mapSize()) : null;
    int images = windows.mapSize() / windows.imageSize();
    BitCounter counter = kernel.bitMatrix(neurons, windows.size(), planes).counter(windows, masked);
    counter.read(map, mask, images);
    int first = random.nextInt(images * windows.perImage());
    int count = images * windows.perImage() - first;
    int[] counts = garbage(count * Kernel.stride(neurons));
    counter.count(first, count, counts);
    for (int i = 0; i < count; i++) {
      int[] places = places(windows, first + i);
      for (int neuron = 0; neuron < neurons; neuron++) {
        int expected = 0;
        for (long[] plane : planes) {
          for (int w = 0; w < places.length; w++) {
            long differing = map[places[w]] ^ plane[neuron * places.length + w];
            expected += ones(masked ? differing & mask[places[w]] : differing);
          }
        }
        assertThat(counts[i * Kernel.stride(neurons) + neuron])
            .as("%s, window %d, neuron %d of %d", windows, first + i, neuron, neurons)
            .isEqualTo(expected);
      }
    }
  }

  /** What was in an array before must not matter. */
  private int[] garbage(int length) {
    return random.ints(length).toArray();
  }

  /** What an accumulator may have been. */
  private int[] garbageOf24Bits(int length) {
    return random.ints(length).map(value -> value >> 8).toArray();
  }

  private static int ones(long word) {
    return (int) IntStream.range(0, Long.SIZE).filter(bit -> (word >>> bit & 1) == 1).count();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void sumsAreThoseOfProductsOneByOne(Kernel kernel) {
    for (int round = 0; round < ROUNDS; round++) {
      checkSums(kernel, windows(upTo(3), 4), 4);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void sumsThatDoNotFitSixteenBitsAreExactToo(Kernel kernel) {
    for (int pixel : new int[] {63, 64, 127, 128, 3072}) {
      checkSums(kernel, new Windows(1, 1, pixel, 1), 4);
      checkSums(kernel, new Windows(1, 1, pixel, 1), 2);
    }
  }

  private void checkSums(Kernel kernel, Windows windows, int largestWeight) {
    int[][] weights = new int[upTo(150)][windows.size()];
    for (int[] row : weights) {
      int kind = random.nextInt(3);
      Arrays.setAll(
          row,
          i ->
              kind == 0
                  ? -largestWeight
                  : kind == 1
                      ? largestWeight
                      : random.nextInt(largestWeight + 1) * (i % 2 * 2 - 1));
    }
    int images = windows.mapSize() / windows.imageSize();
    byte[] map = new byte[windows.mapSize()];
    random.nextBytes(map);
    if (random.nextBoolean()) {
      Arrays.fill(map, random.nextBoolean() ? Byte.MIN_VALUE : Byte.MAX_VALUE);
    }
    ValueSums sums = kernel.valueMatrix(weights).sums(windows);
    sums.read(map, images);
    int first = random.nextInt(images * windows.perImage());
    int count = images * windows.perImage() - first;
    int stride = Kernel.stride(weights.length);
    int[] found = garbage(count * stride);
    sums.sum(first, count, found);
    for (int i = 0; i < count; i++) {
      int[] places = places(windows, first + i);
      for (int neuron = 0; neuron < weights.length; neuron++) {
        int expected = 0;
        for (int synapse = 0; synapse < places.length; synapse++) {
          expected += weights[neuron][synapse] * map[places[synapse]];
        }
        assertThat(found[i * stride + neuron])
            .as("%d synapses, window %d, neuron %d", places.length, first + i, neuron)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void aMapMayHoldFewerImagesThanItHasRoomFor(Kernel kernel) {
    Windows windows = new Windows(5, 2, 1, 2);
    BitCounter counter = kernel.bitMatrix(3, 4, List.of(new long[12])).counter(windows, false);
    int[] counts = new int[2 * Kernel.stride(3)];
    counter.read(new long[] {1, 1, 1, 1, 3, 3, 3, 7}, null, 2);
    counter.count(0, 2, counts);
    assertThat(counts).startsWith(4, 4, 4);
    assertThat(counts[Kernel.stride(3)]).isEqualTo(9);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void anAccumulatorExceedsAThresholdOnlyIfItIsGreater(Kernel kernel) {
    int[] edges = {-(1 << 24), -(1 << 23), -1, 0, 1, (1 << 23) - 1, 1 << 24};
    for (int round = 0; round < ROUNDS; round++) {
      int neurons = upTo(200);
      int[] thresholds = new int[neurons];
      Arrays.setAll(thresholds, n -> edges[random.nextInt(edges.length)]);
      int[] accumulators = garbage(3 + Kernel.stride(neurons));
      for (int n = 0; n < neurons; n++) {
        accumulators[3 + n] =
            random.nextBoolean()
                ? edges[random.nextInt(edges.length)]
                : thresholds[n] + random.nextInt(3) - 1;
      }
      int words = Kernel.stride(neurons) / 64;
      long[] expected = new long[words + 2];
      expected[words + 1] = 5;
      for (int n = 0; n < neurons; n++) {
        if (accumulators[3 + n] > thresholds[n]) {
          expected[1 + n / 64] |= 1L << (n % 64);
        }
      }
      long[] bits = words(words + 2);
      bits[0] = 0;
      bits[words + 1] = 5;
      // Beyond the last neuron stands anything that an accumulator can be.
      for (int n = neurons; n < Kernel.stride(neurons); n++) {
        accumulators[3 + n] >>= 7;
      }
      kernel.comparison(thresholds).exceeded(accumulators, 3, bits, 1);
      assertThat(bits).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void countingAndComparingAtOnceIsTheSameAsOneAfterTheOther(Kernel kernel) {
    for (int round = 0; round < ROUNDS; round++) {
      Windows windows = round % 3 == 0 ? new Windows(upTo(700), 1, 3, 1) : windows(upTo(30), 4);
      boolean masked = round % 4 == 1;
      int neurons = upTo(150);
      List<long[]> planes =
          masked
              ? List.of(words(neurons * windows.size()), words(neurons * windows.size()))
              : List.of(words(neurons * windows.size()));
      BitCounter counter =
          kernel.bitMatrix(neurons, windows.size(), planes).counter(windows, masked);
      int images = upTo(windows.mapSize() / windows.imageSize());
      counter.read(words(windows.mapSize()), masked ? words(windows.mapSize()) : null, images);
      int first = random.nextInt(images * windows.perImage());
      int count = images * windows.perImage() - first;
      ThresholdComparison comparison =
          kernel.comparison(random.ints(neurons, 0, 40 * windows.size() * planes.size()).toArray());
      int[] counts = new int[count * Kernel.stride(neurons)];
      counter.count(first, count, counts);
      long[] expected = words(3 + count * Kernel.stride(neurons) / 64);
      long[] found = expected.clone();
      comparison.allExceeded(counts, count, expected, 2);
      counter.exceeded(first, count, comparison, garbageOf24Bits(counts.length), found, 2);
      assertThat(found).as("%d windows, %d neurons", count, neurons).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void summingAndComparingAtOnceIsTheSameAsOneAfterTheOther(Kernel kernel) {
    int[] edges = {-(1 << 23), -16384, -16385, 16383, 16384, (1 << 23) - 1};
    for (int round = 0; round < ROUNDS; round++) {
      Windows windows = round % 3 == 0 ? new Windows(upTo(700), 1, 64, 1) : windows(upTo(30), 4);
      int[][] weights = new int[upTo(150)][windows.size()];
      for (int[] row : weights) {
        boolean same = random.nextInt(3) == 0;
        Arrays.setAll(row, synapse -> same ? 2 : random.nextInt(3) * 2 - 2);
      }
      byte[] map = new byte[windows.mapSize()];
      random.nextBytes(map);
      if (round % 5 == 0) {
        Arrays.fill(map, round % 2 == 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE);
      }
      ValueSums sums = kernel.valueMatrix(weights).sums(windows);
      int images = upTo(windows.mapSize() / windows.imageSize());
      sums.read(map, images);
      int first = random.nextInt(images * windows.perImage());
      int count = images * windows.perImage() - first;
      int[] thresholds = random.ints(weights.length, -2000, 2000).toArray();
      thresholds[0] = edges[random.nextInt(edges.length)];
      ThresholdComparison comparison = kernel.comparison(thresholds);
      int[] all = new int[count * Kernel.stride(weights.length)];
      sums.sum(first, count, all);
      long[] expected = words(3 + count * Kernel.stride(weights.length) / 64);
      long[] found = expected.clone();
      comparison.allExceeded(all, count, expected, 2);
      sums.exceeded(first, count, comparison, garbageOf24Bits(all.length), found, 2);
      assertThat(found).as("%d windows, %d neurons", count, weights.length).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void aCounterCountsAgainstTheMatrixThatItWasGivenLast(Kernel kernel) {
    Windows windows = new Windows(100, 1, 2, 1);
    BitMatrix zeros = kernel.bitMatrix(70, 2, List.of(new long[140]));
    long[] words = new long[140];
    Arrays.fill(words, -1);
    BitMatrix ones = kernel.bitMatrix(70, 2, List.of(words));
    for (boolean masked : new boolean[] {false, true}) {
      BitCounter counter = zeros.counter(windows, masked);
      long[] all = new long[200];
      Arrays.fill(all, -1);
      counter.read(new long[200], masked ? all : null, 100);
      int[] counts = new int[100 * Kernel.stride(70)];
      counter.count(0, 100, counts);
      assertThat(counts[69]).isZero();
      counter.against(ones);
      counter.count(0, 100, counts);
      assertThat(counts[69]).isEqualTo(128);
      long[] bits = new long[200];
      ThresholdComparison comparison = kernel.comparison(new int[70]);
      counter.exceeded(0, 100, comparison, counts, bits, 0);
      assertThat(bits[199]).isEqualTo(63);
    }
  }
}
