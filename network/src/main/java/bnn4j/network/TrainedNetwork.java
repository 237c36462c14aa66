package bnn4j.network;

import bnn4j.foundation.Refusal;
import java.util.List;

/**
 * The trained parameters of a network, independent of any framework. Channels and synapses are in
 * the order of {@link Layer}.
 *
 * @param network with as many outputs as it was trained for
 * @param layers the numbers of each layer, in order
 * @param poolsBeforeNorm whether training pooled accumulators before the batch norm, as BNN-PYNQ
 *     does, and not activations after the quantizer, as the accelerator does; where a scale is
 *     negative that is not the same (formats.md 3.7)
 */
public record TrainedNetwork(Network network, List<TrainedLayer> layers, boolean poolsBeforeNorm) {
  /**
   * Checks the numbers against the network; copies the list, not the arrays.
   *
   * @throws Refusal naming the layer that does not fit
   */
  public TrainedNetwork {
    layers = List.copyOf(layers);
    if (layers.size() != network.layers().size()) {
      throw new Refusal(
          "the network has %d layers, the numbers are for %d"
              .formatted(network.layers().size(), layers.size()));
    }
    for (int i = 0; i < layers.size(); i++) {
      Layer expected = network.layers().get(i);
      TrainedLayer found = layers.get(i);
      if (found.neurons() != expected.neurons() || found.synapses() != expected.fanIn()) {
        throw new Refusal(
            "layer %d: expected %d neurons of %d synapses, found %d of %d"
                .formatted(
                    i, expected.neurons(), expected.fanIn(), found.neurons(), found.synapses()));
      }
    }
  }

  /** A network that pools as the accelerator does: activations, after the quantizer. */
  public TrainedNetwork(Network network, List<TrainedLayer> layers) {
    this(network, layers, false);
  }
}
