package bnn4j.benchmarks;

import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.host.InputPacking;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Networks of random parameters whose activations are neither all high nor all low. */
final class RandomSets {
  private static final long SEED = 1;

  private RandomSets() {}

  static TrainedNetwork network(Overlay overlay) {
    Random random = new Random(SEED);
    List<TrainedLayer> layers = new ArrayList<>();
    for (MatrixLayer layer : overlay.layers()) {
      int neurons = layer.neurons();
      double spread = Math.sqrt(layer.fanIn());
      float[] ones = new float[neurons];
      float[] means = new float[neurons];
      float[] invStds = new float[neurons];
      for (int n = 0; n < neurons; n++) {
        ones[n] = 1;
        means[n] = (float) (spread / 4 * random.nextGaussian());
        invStds[n] = (float) (1 / spread);
      }
      float[] weights = new float[neurons * layer.fanIn()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = 2 * random.nextFloat() - 1;
      }
      layers.add(
          new TrainedLayer(
              neurons,
              layer.fanIn(),
              weights,
              new float[neurons],
              ones,
              new float[neurons],
              means,
              invStds));
    }
    return new TrainedNetwork(overlay.network(), layers);
  }

  static ParameterSet parameters(Overlay overlay) {
    return Finnthesizer.synthesize(
            network(overlay), overlay, FoldingRule.EXACT, classNames(overlay))
        .parameters();
  }

  static List<String> classNames(Overlay overlay) {
    return IntStream.range(0, overlay.maxClasses()).mapToObj(Integer::toString).toList();
  }

  /** Raw pictures of noise. */
  static byte[] pixels(Overlay overlay, int count) {
    byte[] pixels = new byte[count * overlay.network().input().values()];
    new Random(SEED).nextBytes(pixels);
    return pixels;
  }

  /** The same, packed. */
  static long[] images(Overlay overlay, int count) {
    InputPacking packing = InputPacking.of(overlay);
    byte[] pixels = pixels(overlay, count);
    long[] words = new long[count * packing.words()];
    for (int image = 0; image < count; image++) {
      packing.pack(pixels, image * packing.pixels(), words, image * packing.words());
    }
    return words;
  }
}
