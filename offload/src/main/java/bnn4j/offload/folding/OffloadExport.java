package bnn4j.offload.folding;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.layers.LayerDescription;
import bnn4j.offload.layers.LayerDescription.Convolution;
import bnn4j.offload.layers.LayerDescription.Pool;
import bnn4j.offload.layers.MapShape;
import bnn4j.offload.layers.NetworkDescription;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes out of a trained network the convolutions that an overlay can run: those with 1-bit weights
 * between unsigned activations of its bits, one after the other. What comes before, such as the
 * convolution that sees the picture, and behind, such as dense layers, stays with the processor.
 *
 * @param description their layers file
 * @param network their calls and parameters
 * @param first layer of the trained network that the accelerator runs
 * @param last layer of the trained network that the accelerator runs
 */
public record OffloadExport(
    NetworkDescription description, OffloadNetwork network, int first, int last) {
  private static final int FIRST_SET = 1;

  /**
   * Folds what can be offloaded.
   *
   * @param name of the network
   * @param file of the layers, beside which the parameters will be
   * @throws Refusal if there is nothing to offload, or a layer does not fit the overlay
   */
  public static OffloadExport of(
      TrainedNetwork trained, OffloadOverlay overlay, String name, Path file) {
    DataType activations = DataType.unsigned(overlay.activationBits());
    Network network = trained.network();
    int first = -1;
    int last = -1;
    for (int i = 1; i < network.layers().size(); i++) {
      boolean fits = isOffloaded(network, i, activations);
      if (fits && first < 0) {
        first = i;
      }
      if (fits && (last < 0 || last == i - 1)) {
        last = i;
      }
    }
    if (first < 0) {
      throw new Refusal(
          "%s: no layer has 1-bit weights and %s activations before and behind, which %s runs; found %s"
              .formatted(name, activations, overlay.name(), network.precisionText()));
    }
    List<TrainedLayer> numbers = trained.layers().subList(first, last + 1);
    checkPools(trained, first, last);
    NetworkDescription description =
        new NetworkDescription(
            file,
            name,
            file.resolveSibling("input.bin"),
            file.resolveSibling("verification.bin"),
            file.resolveSibling("binparam-" + name),
            FIRST_SET,
            descriptions(network, first, last, overlay));
    Schedule schedule = Schedule.of(description, overlay);
    return new OffloadExport(description, OffloadFolding.fold(schedule, numbers), first, last);
  }

  private static boolean isOffloaded(Network network, int i, DataType activations) {
    Layer layer = network.layers().get(i);
    Optional<DataType> wanted = Optional.of(activations);
    return !layer.isDense()
        && layer.weights().equals(DataType.BINARY)
        && layer.activations().equals(wanted)
        && network.inputOf(i).equals(wanted);
  }

  /** The accelerator pools activations; where they fall with the sum, that is another pixel's. */
  private static void checkPools(TrainedNetwork trained, int first, int last) {
    for (int i = first; i <= last && trained.poolsBeforeNorm(); i++) {
      TrainedLayer numbers = trained.layers().get(i);
      for (int n = 0; n < numbers.neurons(); n++) {
        if (trained.network().layers().get(i).isPooled() && numbers.scale(n) < 0) {
          throw new Refusal(
              "layer %d, neuron %d: pooled before a batch norm of negative scale, which no threshold"
                      .formatted(i, n)
                  + " can express; pool behind the quantizer in training");
        }
      }
    }
  }

  private static List<LayerDescription> descriptions(
      Network network, int first, int last, OffloadOverlay overlay) {
    List<LayerDescription> descriptions = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      Layer layer = network.layers().get(i);
      String place = "layer %d (conv%<d)".formatted(i);
      MapShape input = new MapShape(layer.input().channels(), layer.input().dimension());
      MapShape output = new MapShape(layer.neurons(), layer.unpooled().dimension());
      descriptions.add(
          new Convolution(
              "conv" + i, place, layer.kernel(), layer.stride(), input, output, layer.padding()));
      if (layer.isPooled()) {
        if (layer.pool().size() != overlay.poolSize()) {
          throw new Refusal(
              "layer %d: a %s, but %s pools %d x %4$d only"
                  .formatted(i, layer.pool(), overlay.name(), overlay.poolSize()));
        }
        MapShape pooled = new MapShape(layer.neurons(), layer.shape().dimension());
        descriptions.add(
            new Pool(
                "pool" + i, place, layer.pool().size(), layer.pool().stride(), output, pooled, 0));
      }
    }
    return descriptions;
  }
}
