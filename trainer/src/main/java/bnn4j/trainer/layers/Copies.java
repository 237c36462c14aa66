package bnn4j.trainer.layers;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Copies of a network that share its parameters, for use by several threads. */
public final class Copies {
  private Copies() {}

  /** A copy. What changes the parameters of one changes those of all. */
  static MultiLayerNetwork of(MultiLayerNetwork network) {
    MultiLayerNetwork copy = new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
    copy.init(network.params(), false);
    return copy;
  }

  /**
   * The network and copies of it.
   *
   * @param count of them together, at least 1
   */
  public static List<MultiLayerNetwork> andSelf(MultiLayerNetwork network, int count) {
    return Stream.concat(
            Stream.of(network), IntStream.range(1, count).mapToObj(copy -> of(network)))
        .toList();
  }
}
