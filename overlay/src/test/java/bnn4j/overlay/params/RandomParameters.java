package bnn4j.overlay.params;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Parameter sets of random bits, with thresholds around the accumulators they will meet. */
public final class RandomParameters {
  private RandomParameters() {}

  /** A set for the overlay with that many classes, named {@code class 0} and so on. */
  public static ParameterSet of(Overlay overlay, int classes, Random random) {
    List<LayerMemory> memories = new ArrayList<>();
    for (MatrixLayer layer : overlay.layers()) {
      int pes = layer.folding().pe();
      long[][] weights = new long[pes][layer.wmem()];
      long[][] thresholds = new long[pes][layer.tmem() * layer.thresholdsPerNeuron()];
      for (int pe = 0; pe < pes; pe++) {
        int used = layer.folding().simd() * layer.weightBits();
        fill(weights[pe], () -> random.nextLong() & (-1L >>> (Long.SIZE - used)));
        fill(thresholds[pe], () -> threshold(layer, random));
      }
      memories.add(new LayerMemory(weights, thresholds));
    }
    List<String> names = IntStream.range(0, classes).mapToObj(n -> "class " + n).toList();
    return new ParameterSet(overlay, memories, names);
  }

  /** Near the middle of the accumulator's range mostly, sometimes beyond what is kept of it. */
  private static long threshold(MatrixLayer layer, Random random) {
    if (random.nextInt(16) == 0) {
      return random.nextLong();
    }
    double middle = (layer.accumulatorMin() + layer.accumulatorMax()) / 2.0;
    double range = layer.accumulatorMax() - layer.accumulatorMin();
    double spread = range / (2 * Math.sqrt(layer.columns()));
    return Math.round(middle + spread * random.nextGaussian());
  }

  private static void fill(long[] memory, LongSupplier values) {
    for (int i = 0; i < memory.length; i++) {
      memory[i] = values.getAsLong();
    }
  }
}
