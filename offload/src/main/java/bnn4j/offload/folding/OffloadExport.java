package bnn4j.offload.folding;

import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.params.OffloadNetwork;
import java.nio.file.Path;
import java.util.List;

/**
 * The part of a trained network that an accelerator runs.
 *
 * @param part which layers it runs
 * @param network their calls and parameters
 */
public record OffloadExport(OffloadedPart part, OffloadNetwork network) {
  /**
   * Folds what can be offloaded.
   *
   * @param name of the network
   * @param file of the layers, beside which the parameters will be
   * @throws Refusal if there is nothing to offload, or a layer does not fit the overlay
   */
  public static OffloadExport of(
      TrainedNetwork trained, OffloadOverlay overlay, String name, Path file) {
    OffloadedPart part = OffloadedPart.of(trained.network(), overlay, name, file);
    checkPools(trained, part.first(), part.last());
    List<TrainedLayer> numbers = trained.layers().subList(part.first(), part.last() + 1);
    return new OffloadExport(part, OffloadFolding.fold(part.schedule(), numbers));
  }

  /** The accelerator pools activations; where they fall with the sum, that is another pixel's. */
  private static void checkPools(TrainedNetwork trained, int first, int last) {
    for (int i = first; i <= last && trained.poolsBeforeNorm(); i++) {
      TrainedLayer numbers = trained.layers().get(i);
      for (int n = 0; n < numbers.neurons(); n++) {
        if (trained.network().layers().get(i).isPooled() && numbers.scale(n) < 0) {
          throw new Refusal(
              "layer %d, neuron %d: pooled before a batch norm of negative scale, which thresholds"
                      .formatted(i, n)
                  + " cannot express; pool after the quantizer in training");
        }
      }
    }
  }
}
