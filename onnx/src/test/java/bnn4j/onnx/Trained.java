package bnn4j.onnx;

import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small networks with random numbers, as if they were trained. */
final class Trained {
  /** Names of the ten classes. */
  static final List<String> NAMES = IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  private interface Value {
    float at(int index);
  }

  private Trained() {}

  /** Dense layers on bits, with a bit for each class. */
  static Overlay lists(Precision precision) {
    Network network = Network.fullyConnected(new InputFormat(1, 8, 1), precision, 10, 24, 16);
    return new Overlay("lists", network, Collections.nCopies(3, new Folding(1, 1)));
  }

  /** Convolutions on colours, with scores. */
  static Overlay pictures(Precision precision) {
    Network network =
        Network.of(new InputFormat(3, 12, 8), precision)
            .convolution(3, 8)
            .convolution(3, 8)
            .pool(2)
            .convolution(3, 16)
            .dense(16)
            .dense(10)
            .scores();
    return new Overlay("pictures", network, Collections.nCopies(5, new Folding(1, 1)));
  }

  /** Random numbers; one batch norm for all classes, as scores need it. */
  static TrainedNetwork network(Network network, long seed, boolean poolsBeforeNorm) {
    Random random = new Random(seed);
    List<TrainedLayer> layers = new ArrayList<>();
    for (int l = 0; l < network.layers().size(); l++) {
      int neurons = network.layers().get(l).neurons();
      int synapses = network.layers().get(l).fanIn();
      boolean scores = l == network.layers().size() - 1 && network.output().givesScores();
      double spread = l == 0 && !network.input().isBinary() ? 0.3 : Math.sqrt(synapses);
      layers.add(
          new TrainedLayer(
              neurons,
              synapses,
              floats(neurons * synapses, i -> random.nextFloat() * 2 - 1),
              floats(neurons, i -> scores ? 0 : random.nextInt(3) - 1),
              floats(neurons, i -> scores ? 0.7f : random.nextFloat() * 2 - 0.7f),
              floats(neurons, i -> scores ? -0.3f : (float) random.nextGaussian() / 3),
              floats(neurons, i -> scores ? 1.25f : (float) (random.nextGaussian() * spread / 2)),
              floats(neurons, i -> scores ? 0.1f : inverse(spread * (0.5 + random.nextFloat())))));
    }
    return new TrainedNetwork(network, layers, poolsBeforeNorm);
  }

  private static float inverse(double value) {
    return (float) (1 / value);
  }

  private static float[] floats(int count, Value value) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = value.at(i);
    }
    return floats;
  }
}
