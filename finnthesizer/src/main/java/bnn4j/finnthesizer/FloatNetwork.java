package bnn4j.finnthesizer;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Layer;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.Dense;
import bnn4j.overlay.Layer.MaxPool;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Topology;
import java.util.List;

/**
 * What training leaves behind, free of any framework.
 *
 * @param topology the network, with as many outputs as it was trained for
 * @param precision bits of weights and activations it was trained with
 * @param layers one per matrix layer of the topology, in order
 * @param poolsBeforeNorm whether training pooled accumulators before the batch norm, as BNN-PYNQ
 *     does, and not activations after the quantizer, as the accelerator does; where a scale is
 *     negative that is not the same (formats.md 3.7)
 */
public record FloatNetwork(
    Topology topology, Precision precision, List<FloatLayer> layers, boolean poolsBeforeNorm) {
  /**
   * Checks the layers against the topology; copies the list, not the arrays.
   *
   * @throws Refusal naming the layer that does not fit
   */
  public FloatNetwork {
    layers = List.copyOf(layers);
    List<Layer> matrices =
        topology.layers().stream().filter(layer -> !(layer instanceof MaxPool)).toList();
    if (layers.size() != matrices.size()) {
      throw new Refusal(
          "the topology has %d layers with weights, the network %d"
              .formatted(matrices.size(), layers.size()));
    }
    for (int i = 0; i < layers.size(); i++) {
      check(i, matrices.get(i), layers.get(i));
    }
  }

  /** A network that pools as the accelerator does: activations, after the quantizer. */
  public FloatNetwork(Topology topology, Precision precision, List<FloatLayer> layers) {
    this(topology, precision, layers, false);
  }

  private static void check(int index, Layer expected, FloatLayer found) {
    int neurons;
    int synapses;
    if (expected instanceof Convolution c) {
      neurons = c.outChannels();
      synapses = c.kernel() * c.kernel() * c.inChannels();
    } else {
      neurons = expected.outputs();
      synapses = ((Dense) expected).inputs();
    }
    if (found.neurons() != neurons || found.synapses() != synapses) {
      throw new Refusal(
          "layer %d: expected %d neurons of %d synapses, found %d of %d"
              .formatted(index, neurons, synapses, found.neurons(), found.synapses()));
    }
  }
}
