package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.hardware.rtl.StreamOut.Word;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each module with streams alone, against a model of it, while either side waits at random, and
 * after a reset at some moment.
 */
class ModulesTest {
  private static final int TRIALS = 12;

  @TempDir Path scratch;

  private final Random random = new Random(4711);
  private int benches;

  @Test
  void aFifoGivesWhatItTookInItsOrder() throws IOException {
    for (int depth : new int[] {1, 2, 3, 8, 29}) {
      StreamModule bench = bench("bnn_fifo", Map.of("WIDTH", 17, "DEPTH", depth), 17, 17);
      List<BigInteger> words = words(200, 17);
      check(bench, words, words);
    }
  }

  @Test
  void aFifoOfTwoWordsPassesOneInEveryCycle() throws IOException {
    try (StreamModule bench = bench("bnn_fifo", Map.of("WIDTH", 8, "DEPTH", 2), 8, 8)) {
      List<Word> passed = bench.pass(words(100, 8), 100, 0);
      assertThat(passed.get(99).cycle() - passed.get(0).cycle()).isEqualTo(99);
    }
  }

  @Test
  void anyWidthBecomesAnyOtherBitForBit() throws IOException {
    for (int trial = 0; trial < TRIALS; trial++) {
      int unit = 1 + random.nextInt(5);
      int in = unit * (1 + random.nextInt(12));
      int out = unit * (1 + random.nextInt(12));
      int frames = 1 + random.nextInt(4);
      int all = lcm(in, out) * frames;
      StreamModule bench = bench("bnn_regroup", widths(in, out, 0), in, out);
      List<BigInteger> words = words(all / in, in);
      check(bench, words, regrouped(words, in, out, all / out));
    }
  }

  @Test
  void framesStartWithAWordAndLoseWhatIsLeftOfTheirLast() throws IOException {
    for (int out : new int[] {1, 3, 8, 24, 40, 63}) {
      int perFrame = 1 + random.nextInt(30);
      int wordsPerFrame = (out * perFrame + 63) / 64;
      StreamModule bench = bench("bnn_regroup", widths(64, out, perFrame), 64, out);
      List<BigInteger> words = new ArrayList<>();
      List<BigInteger> expected = new ArrayList<>();
      for (int frame = 0; frame < 4; frame++) {
        List<BigInteger> image = words(wordsPerFrame, 64);
        words.addAll(image);
        expected.addAll(regrouped(image, 64, out, perFrame));
      }
      check(bench, words, expected);
    }
  }

  @Test
  void aWindowGivesTheWordsOfEachPosition() throws IOException {
    for (int trial = 0; trial < TRIALS; trial++) {
      int dimension = 1 + random.nextInt(7);
      int kernel = 1 + random.nextInt(dimension);
      int pixelWords = 1 + random.nextInt(3);
      StreamModule bench =
          bench(
              "bnn_window",
              Map.of(
                  "WORD", 9,
                  "PIXEL_WORDS", pixelWords,
                  "DIMENSION", dimension,
                  "KERNEL", kernel,
                  "SLACK", 1 + random.nextInt(9)),
              9,
              9);
      List<BigInteger> words = new ArrayList<>();
      List<BigInteger> expected = new ArrayList<>();
      for (int image = 0; image < 3; image++) {
        List<BigInteger> map = words(dimension * dimension * pixelWords, 9);
        words.addAll(map);
        expected.addAll(windows(map, dimension, kernel, pixelWords));
      }
      check(bench, words, expected);
    }
  }

  private static List<BigInteger> windows(
      List<BigInteger> map, int dimension, int kernel, int pixelWords) {
    List<BigInteger> windows = new ArrayList<>();
    int positions = dimension - kernel + 1;
    for (int position = 0; position < positions * positions; position++) {
      for (int at = 0; at < kernel * kernel; at++) {
        int row = position / positions + at / kernel;
        int column = position % positions + at % kernel;
        int first = (row * dimension + column) * pixelWords;
        windows.addAll(map.subList(first, first + pixelWords));
      }
    }
    return windows;
  }

  @Test
  void aPoolGivesTheLargestOfEachSquare() throws IOException {
    for (int trial = 0; trial < TRIALS; trial++) {
      int size = 1 + random.nextInt(3);
      int dimension = size * (1 + random.nextInt(4));
      int lanes = 1 + random.nextInt(5);
      int bits = 1 + random.nextInt(3);
      int perPixel = 1 + random.nextInt(3);
      StreamModule bench =
          bench(
              "bnn_pool",
              Map.of(
                  "LANES", lanes,
                  "BITS", bits,
                  "WORDS", perPixel,
                  "DIMENSION", dimension,
                  "SIZE", size),
              lanes * bits,
              lanes * bits);
      List<BigInteger> words = words(3 * dimension * dimension * perPixel, lanes * bits);
      List<BigInteger> expected = new ArrayList<>();
      int side = dimension / size;
      for (int at = 0; at < 3 * side * side * perPixel; at++) {
        int word = at % perPixel;
        int pixel = at / perPixel % (side * side);
        int image = at / perPixel / (side * side);
        int first = image * dimension + pixel / side * size;
        expected.add(
            IntStream.range(0, size * size)
                .map(i -> (first + i / size) * dimension + pixel % side * size + i % size)
                .mapToObj(p -> words.get(p * perPixel + word))
                .reduce((a, b) -> larger(a, b, lanes, bits))
                .orElseThrow());
      }
      check(bench, words, expected);
    }
  }

  private static BigInteger larger(BigInteger a, BigInteger b, int lanes, int bits) {
    BigInteger result = BigInteger.ZERO;
    for (int lane = 0; lane < lanes; lane++) {
      int one = value(a, lane, bits);
      int other = value(b, lane, bits);
      int code = Math.max(one, other) & ((1 << bits) - 1);
      result = result.or(BigInteger.valueOf(code).shiftLeft(lane * bits));
    }
    return result;
  }

  /** One bit is 0 or 1, more are two's complement. */
  private static int value(BigInteger word, int lane, int bits) {
    int code = word.shiftRight(lane * bits).intValue() & ((1 << bits) - 1);
    return bits == 1 || code < 1 << (bits - 1) ? code : code - (1 << bits);
  }

  private StreamModule bench(String module, Map<String, Integer> parameters, int in, int out)
      throws IOException {
    return new StreamModule(
        scratch.resolve("bench" + benches++), module, parameters, in, out, random);
  }

  private void check(StreamModule bench, List<BigInteger> words, List<BigInteger> expected)
      throws IOException {
    try (bench) {
      for (int stalls : new int[] {0, 3, 6}) {
        List<Word> found = bench.pass(words, expected.size(), stalls);
        assertThat(found.stream().map(Word::value).toList()).isEqualTo(expected);
        bench.interrupt(words, 1 + random.nextInt(2 * words.size()));
      }
    }
  }

  private static Map<String, Integer> widths(int in, int out, int frame) {
    int unit = BigInteger.valueOf(in).gcd(BigInteger.valueOf(out)).intValue();
    return Map.of("IN", in, "OUT", out, "UNIT", unit, "FRAME", frame);
  }

  private static int lcm(int a, int b) {
    return a / BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValue() * b;
  }

  private static List<BigInteger> regrouped(List<BigInteger> words, int in, int out, int count) {
    List<BigInteger> reversed = new ArrayList<>(words);
    Collections.reverse(reversed);
    BigInteger all =
        reversed.stream().reduce(BigInteger.ZERO, (sum, word) -> sum.shiftLeft(in).or(word));
    BigInteger mask = BigInteger.ONE.shiftLeft(out).subtract(BigInteger.ONE);
    return IntStream.range(0, count).mapToObj(i -> all.shiftRight(i * out).and(mask)).toList();
  }

  private List<BigInteger> words(int count, int bits) {
    return IntStream.range(0, count).mapToObj(i -> new BigInteger(bits, random)).toList();
  }
}
