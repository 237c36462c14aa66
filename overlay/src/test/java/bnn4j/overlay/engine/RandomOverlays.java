package bnn4j.overlay.engine;

import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
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
    Network network = network(input, PRECISIONS.get(random.nextInt(3)));
    List<Folding> foldings = new ArrayList<>();
    for (int i = 0; i < network.layers().size(); i++) {
      foldings.add(folding(network, i));
    }
    return new Overlay("random", network, foldings);
  }

  private Network network(InputFormat input, Precision precision) {
    Network.Builder network = Network.of(input, precision);
    int dimension = input.dimension();
    int convolutions = random.nextInt(3);
    for (int i = 0; i < convolutions; i++) {
      int kernel = upTo(Math.min(3, dimension));
      network.convolution(kernel, width());
      dimension -= kernel - 1;
      if (dimension % 2 == 0 && random.nextBoolean()) {
        network.pool(2);
        dimension /= 2;
      }
    }
    // The sums of many 8-bit values are no 16-bit scores.
    boolean direct = convolutions == 0 && !input.isBinary();
    for (int hidden = direct ? 1 + random.nextInt(2) : random.nextInt(3); hidden > 0; hidden--) {
      network.dense(width());
    }
    // A host reads bits from one word, scores from any number.
    network.dense(upTo(input.isBinary() ? 64 : 130));
    return input.isBinary() ? network.bits() : network.scores();
  }

  private Folding folding(Network network, int i) {
    Layer layer = network.layers().get(i);
    boolean padded = i == 0 && network.input().isBinary() && layer.isDense();
    boolean last = i == network.layers().size() - 1;
    int columns = padded ? (layer.fanIn() + 63) / 64 * 64 : layer.fanIn();
    int rows = last ? (layer.neurons() + 63) / 64 * 64 : layer.neurons();
    return new Folding(divisor(columns, 64 / layer.weights().bits()), divisor(rows, rows));
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
