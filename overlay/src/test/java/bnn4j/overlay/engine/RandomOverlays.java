package bnn4j.overlay.engine;

import bnn4j.overlay.Folding;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.Dense;
import bnn4j.overlay.Layer.MaxPool;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small legal overlays of every kind: odd widths, all precisions, both inputs, any folding. */
public final class RandomOverlays {
  private static final List<Precision> PRECISIONS =
      List.of(new Precision(1, 1), new Precision(1, 2), new Precision(2, 2));

  private final Random random;

  /** Of the kinds that follow from a random seed. */
  public RandomOverlays(Random random) {
    this.random = random;
  }

  /** Another one. */
  public Overlay next() {
    boolean binary = random.nextBoolean();
    InputFormat input = new InputFormat(upTo(4), 1 + upTo(10), binary ? 1 : 8);
    Topology topology = topology(input);
    Precision precision = PRECISIONS.get(random.nextInt(3));
    List<Folding> foldings = new ArrayList<>();
    List<Layer> layers = topology.layers();
    for (int i = 0; i < layers.size(); i++) {
      if (!(layers.get(i) instanceof MaxPool)) {
        foldings.add(folding(layers, i, binary, precision));
      }
    }
    return new Overlay("random", topology, precision, foldings);
  }

  private Topology topology(InputFormat input) {
    List<Layer> layers = new ArrayList<>();
    int channels = input.channels();
    int dimension = input.dimension();
    for (int convolutions = random.nextInt(3); convolutions > 0; convolutions--) {
      Convolution c = new Convolution(upTo(Math.min(3, dimension)), channels, dimension, width());
      layers.add(c);
      channels = c.outChannels();
      dimension = c.outDimension();
      if (dimension % 2 == 0 && random.nextBoolean()) {
        layers.add(new MaxPool(2, channels, dimension));
        dimension /= 2;
      }
    }
    int inputs = channels * dimension * dimension;
    for (int hidden = random.nextInt(3); hidden > 0; hidden--) {
      layers.add(new Dense(inputs, width()));
      inputs = layers.get(layers.size() - 1).outputs();
    }
    layers.add(new Dense(inputs, upTo(130)));
    return new Topology(input, layers);
  }

  private Folding folding(List<Layer> layers, int i, boolean binary, Precision precision) {
    Layer layer = layers.get(i);
    int columns;
    int rows;
    if (layer instanceof Convolution c) {
      columns = c.kernel() * c.kernel() * c.inChannels();
      rows = c.outChannels();
    } else {
      Dense dense = (Dense) layer;
      columns = i == 0 && binary ? (dense.inputs() + 63) / 64 * 64 : dense.inputs();
      rows = i == layers.size() - 1 ? (dense.outputs() + 63) / 64 * 64 : dense.outputs();
    }
    return new Folding(divisor(columns, 64 / precision.weightBits()), divisor(rows, rows));
  }

  private int divisor(int value, int largest) {
    int[] divisors =
        IntStream.rangeClosed(1, Math.min(value, largest)).filter(d -> value % d == 0).toArray();
    return divisors[random.nextInt(divisors.length)];
  }

  /** Often a whole number of words, as that is where the edges are. */
  private int width() {
    return random.nextInt(4) == 0 ? 64 * upTo(2) : upTo(140);
  }

  private int upTo(int most) {
    return 1 + random.nextInt(most);
  }
}
