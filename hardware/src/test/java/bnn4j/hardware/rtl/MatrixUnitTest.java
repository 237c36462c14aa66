package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.hardware.rtl.StreamOut.Word;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix-vector-threshold unit alone, against sums of products written out. */
class MatrixUnitTest {
  private static final int LAYER = 3;
  private static final int VECTORS = 5;

  @TempDir Path scratch;

  private final Random random = new Random(2025);

  /** What a unit is built for. */
  private record Shape(
      int pe,
      int simd,
      int neuronFolds,
      int synapseFolds,
      int weightBits,
      int inputBits,
      boolean popcount,
      int fractionBits,
      int thresholds,
      int thresholdBits,
      int lowest,
      int outputBits) {
    int rows() {
      return pe * neuronFolds;
    }

    int columns() {
      return simd * synapseFolds;
    }

    Map<String, Integer> parameters() {
      Map<String, Integer> parameters = new LinkedHashMap<>();
      parameters.put("LAYER", LAYER);
      parameters.put("PE", pe);
      parameters.put("SIMD", simd);
      parameters.put("NEURON_FOLDS", neuronFolds);
      parameters.put("SYNAPSE_FOLDS", synapseFolds);
      parameters.put("WEIGHT_BITS", weightBits);
      parameters.put("INPUT_BITS", inputBits);
      parameters.put("POPCOUNT", popcount ? 1 : 0);
      parameters.put("FRACTION_BITS", fractionBits);
      parameters.put("THRESHOLDS", thresholds);
      parameters.put("THRESHOLD_BITS", thresholdBits);
      parameters.put("LOWEST", lowest);
      parameters.put("OUTPUT_BITS", outputBits);
      return parameters;
    }
  }

  /** Weights as numbers, for POPCOUNT as bits; thresholds in the order of their numbers. */
  private record Parameters(int[][] weights, long[][] thresholds) {}

  @Test
  void sumsAreComparedWithTheThresholdsOfTheirNeuron() throws IOException {
    for (int trial = 0; trial < 60; trial++) {
      Shape shape = shape();
      try (StreamModule unit = unit(shape, trial)) {
        Parameters parameters = parameters(shape);
        load(unit.bench(), shape, parameters);
        for (int stalls : new int[] {0, 3, 6}) {
          int[][] vectors = vectors(shape);
          List<BigInteger> words = words(shape, vectors);
          List<BigInteger> expected = results(shape, parameters, vectors);
          assertThat(unit.pass(words, expected.size(), stalls).stream().map(Word::value).toList())
              .as("%s, stalls %d", shape, stalls)
              .isEqualTo(expected);
          // Parameters stay, vectors don't.
          unit.interrupt(words, 1 + random.nextInt(3 * words.size()));
        }
      }
    }
  }

  @Test
  void aMatrixTakesItsFoldsInCyclesAndLeavesFourLater() throws IOException {
    Shape shape = new Shape(2, 3, 4, 5, 1, 1, true, 0, 1, 16, 0, 1);
    try (StreamModule unit = unit(shape, 0)) {
      Parameters parameters = parameters(shape);
      load(unit.bench(), shape, parameters);
      int[][] vectors = vectors(shape);
      long start = unit.bench().cycles();
      List<Word> out = unit.pass(words(shape, vectors), VECTORS * 4, 0);
      // The fifth word comes in in the fifth cycle.
      assertThat(out.get(0).cycle() - start).isEqualTo(5 + 4);
      for (int word = 1; word < out.size(); word++) {
        assertThat(out.get(word).cycle() - out.get(word - 1).cycle()).isEqualTo(5);
      }
    }
  }

  private StreamModule unit(Shape shape, int trial) throws IOException {
    Map<String, Integer> more = new LinkedHashMap<>();
    more.put("param_valid", 1);
    more.put("param_target", 32);
    more.put("param_pe", 32);
    more.put("param_index", 32);
    more.put("param_which", 32);
    more.put("param_value", 64);
    return new StreamModule(
        scratch.resolve("unit" + trial),
        "bnn_mvtu",
        shape.parameters(),
        more,
        shape.simd * shape.inputBits,
        shape.pe * shape.outputBits,
        random);
  }

  private Shape shape() {
    int weightBits = 1 + random.nextInt(2);
    int inputBits = new int[] {1, 2, 3, 4, 8}[random.nextInt(5)];
    boolean popcount = weightBits == 1 && inputBits == 1 && random.nextBoolean();
    int thresholds = random.nextInt(4);
    int most = random.nextInt(4) == 0 ? 64 / weightBits : 9;
    return new Shape(
        1 + random.nextInt(5),
        1 + random.nextInt(most),
        1 + random.nextInt(4),
        1 + random.nextInt(4),
        weightBits,
        inputBits,
        popcount,
        random.nextInt(2),
        thresholds,
        random.nextBoolean() ? 16 : 24,
        thresholds < 2 ? 0 : -(thresholds + 1) / 2,
        thresholds == 0 ? 16 : thresholds == 1 ? 1 : 2);
  }

  private Parameters parameters(Shape shape) {
    int[][] weights = new int[shape.rows()][shape.columns()];
    long[][] thresholds = new long[shape.rows()][shape.thresholds];
    for (int row = 0; row < shape.rows(); row++) {
      for (int column = 0; column < shape.columns(); column++) {
        int code = random.nextInt(1 << shape.weightBits);
        weights[row][column] =
            shape.weightBits == 2 ? code - 4 * (code >> 1) : shape.popcount ? code : 2 * code - 1;
      }
      for (int which = 0; which < shape.thresholds; which++) {
        // Where sums are, and sometimes far out.
        long near = random.nextInt(-2 * shape.columns(), 2 * shape.columns() + 1);
        long far =
            (long) random.nextInt(1 << (shape.thresholdBits - 1))
                - (1 << (shape.thresholdBits - 2));
        thresholds[row][which] = random.nextInt(5) == 0 ? far : near;
      }
    }
    return new Parameters(weights, thresholds);
  }

  /** In any order, between stores that are for others or for nobody. */
  private void load(PinBench bench, Shape shape, Parameters parameters) throws IOException {
    List<long[]> stores = new ArrayList<>();
    for (int pe = 0; pe < shape.pe; pe++) {
      for (int fold = 0; fold < shape.neuronFolds; fold++) {
        int row = fold * shape.pe + pe;
        for (int at = 0; at < shape.synapseFolds; at++) {
          int index = fold * shape.synapseFolds + at;
          long which = random.nextInt();
          stores.add(
              new long[] {2 * LAYER, pe, index, which, weightWord(shape, parameters, row, at)});
        }
        for (int which = 0; which < shape.thresholds; which++) {
          stores.add(
              new long[] {2 * LAYER + 1, pe, fold, which, parameters.thresholds[row][which]});
        }
      }
    }
    int weightWords = shape.neuronFolds * shape.synapseFolds;
    for (int others = stores.size() + 20; others > 0; others--) {
      long target = random.nextBoolean() ? 2 * LAYER : 2 * LAYER + 1;
      long[] store = {target, random.nextInt(shape.pe), 0, 0, random.nextLong()};
      switch (random.nextInt(4)) {
        case 0 -> store[0] = random.nextBoolean() ? target + 2 : target - 2;
        case 1 -> store[1] = beyond(shape.pe);
        case 2 -> store[2] = beyond(target == 2 * LAYER ? weightWords : shape.neuronFolds);
        default -> {
          store[0] = 2 * LAYER + 1;
          store[3] = beyond(shape.thresholds);
        }
      }
      stores.add(store);
    }
    Collections.shuffle(stores, random);
    for (long[] store : stores) {
      store(bench, store, true);
      while (random.nextInt(4) == 0) {
        store(bench, stores.get(random.nextInt(stores.size())), false);
      }
    }
    bench.set("param_valid", false);
    bench.cycle();
    bench.cycle();
  }

  /** The next one or any. */
  private long beyond(int count) {
    return random.nextBoolean() ? count : count + (random.nextInt() & 0x7fff_ffffL);
  }

  private static void store(PinBench bench, long[] store, boolean valid) throws IOException {
    bench.set("param_valid", valid);
    bench.set("param_target", store[0]);
    bench.set("param_pe", store[1]);
    bench.set("param_index", store[2]);
    bench.set("param_which", store[3]);
    bench.set("param_value", store[4]);
    bench.cycle();
  }

  /** As the host has them: one weight after the other. */
  private static long weightWord(Shape shape, Parameters parameters, int row, int at) {
    long word = 0;
    for (int i = 0; i < shape.simd; i++) {
      int weight = parameters.weights[row][at * shape.simd + i];
      int code = shape.weightBits == 2 ? weight & 3 : weight > 0 ? 1 : 0;
      word |= (long) code << (i * shape.weightBits);
    }
    return word;
  }

  private int[][] vectors(Shape shape) {
    int[][] vectors = new int[VECTORS][shape.columns()];
    for (int[] vector : vectors) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] =
            switch (shape.inputBits) {
              case 1 -> shape.popcount ? random.nextInt(2) : 2 * random.nextInt(2) - 1;
              case 2 -> random.nextInt(3) - 1;
              default -> random.nextInt(1 << shape.inputBits) - (1 << (shape.inputBits - 1));
            };
      }
    }
    return vectors;
  }

  private static List<BigInteger> words(Shape shape, int[][] vectors) {
    List<BigInteger> words = new ArrayList<>();
    for (int[] vector : vectors) {
      for (int at = 0; at < shape.synapseFolds; at++) {
        BigInteger word = BigInteger.ZERO;
        for (int i = 0; i < shape.simd; i++) {
          int value = vector[at * shape.simd + i];
          int code = shape.inputBits == 1 ? (value > 0 ? 1 : 0) : value;
          word = word.or(code(code, shape.inputBits).shiftLeft(i * shape.inputBits));
        }
        words.add(word);
      }
    }
    return words;
  }

  private static BigInteger code(long value, int bits) {
    return BigInteger.valueOf(value & (-1L >>> (Long.SIZE - bits)));
  }

  private static List<BigInteger> results(Shape shape, Parameters parameters, int[][] vectors) {
    List<BigInteger> words = new ArrayList<>();
    for (int[] vector : vectors) {
      for (int fold = 0; fold < shape.neuronFolds; fold++) {
        BigInteger word = BigInteger.ZERO;
        for (int pe = 0; pe < shape.pe; pe++) {
          long result = neuron(shape, parameters, fold * shape.pe + pe, vector);
          word = word.or(code(result, shape.outputBits).shiftLeft(pe * shape.outputBits));
        }
        words.add(word);
      }
    }
    return words;
  }

  private static long neuron(Shape shape, Parameters parameters, int row, int[] vector) {
    int sum = 0;
    for (int i = 0; i < vector.length; i++) {
      int weight = parameters.weights[row][i];
      sum += shape.popcount ? (weight == vector[i] ? 1 : 0) : weight * vector[i];
    }
    long value = (long) sum << shape.fractionBits;
    if (shape.thresholds == 0) {
      return value;
    }
    long result = shape.lowest;
    for (long threshold : parameters.thresholds[row]) {
      result += value > threshold ? 1 : 0;
    }
    return result;
  }
}
