package bnn4j.finnthesizer;

import bnn4j.overlay.Precision;
import bnn4j.overlay.Topology;
import java.util.List;

/**
 * What training leaves behind, free of any framework.
 *
 * @param topology the network, with as many outputs as it was trained for
 * @param precision bits of weights and activations it was trained with
 * @param layers one per matrix layer of the topology, in order
 */
public record FloatNetwork(Topology topology, Precision precision, List<FloatLayer> layers) {
  /** Copies the list, not the arrays. */
  public FloatNetwork {
    layers = List.copyOf(layers);
  }
}
