package bnn4j.offload.deep;

import bnn4j.foundation.Refusal;
import bnn4j.network.Network;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.folding.OffloadedPart;
import java.nio.file.Path;

/**
 * A classifier without numbers, and the overlay that runs its inner layers.
 *
 * @param name names folders
 * @param overlay runs the layers of 1-bit weights between activations of its bits
 * @param network all layers; its last one gives a score for each class
 */
public record DeepNetwork(String name, OffloadOverlay overlay, Network network) {
  /**
   * Plans the calls, and so checks that all layers fit.
   *
   * @throws Refusal naming the layer that does not
   */
  public DeepNetwork {
    if (network.input().isBinary() || !network.output().givesScores()) {
      throw new Refusal(
          "network %s: expected pictures of 8 bits and scores, as the processor's layers have them"
              .formatted(name));
    }
    OffloadedPart.of(network, overlay, name, Path.of("layers.json"));
  }

  /**
   * The layers that the overlay runs.
   *
   * @param layersFile where their description is, or will be
   */
  public OffloadedPart part(Path layersFile) {
    return OffloadedPart.of(network, overlay, name, layersFile);
  }

  /** The same for another number of classes. */
  public DeepNetwork withClasses(int classes) {
    return new DeepNetwork(name, overlay, network.withOutputs(classes));
  }
}
