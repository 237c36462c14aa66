package bnn4j.offload.folding;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.layers.LayerDescription;
import bnn4j.offload.layers.LayerDescription.Convolution;
import bnn4j.offload.layers.LayerDescription.Pool;
import bnn4j.offload.layers.MapShape;
import bnn4j.offload.layers.NetworkDescription;
import bnn4j.offload.schedule.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The convolutions of a network that an overlay can run: those with 1-bit weights between unsigned
 * activations of its bits, one after the other. What comes before, such as the convolution that
 * sees the picture, and behind, such as dense layers, stays with the processor.
 *
 * @param description their layers file
 * @param schedule the calls that they become
 * @param first layer of the network that the accelerator runs
 * @param last layer of the network that the accelerator runs
 */
public record OffloadedPart(
    NetworkDescription description, Schedule schedule, int first, int last) {
  private static final int FIRST_SET = 1;

  /**
   * Finds them, the first such layers if there are some in several places.
   *
   * @param name of the network
   * @param file of the layers, beside which the parameters will be
   * @throws Refusal if there is nothing to offload, or a layer does not fit the overlay
   */
  public static OffloadedPart of(Network network, OffloadOverlay overlay, String name, Path file) {
    DataType activations = DataType.unsigned(overlay.activationBits());
    int layers = network.layers().size();
    int first = 1;
    while (first < layers && !isOffloaded(network, first, activations)) {
      first++;
    }
    if (first >= layers) {
      throw new Refusal(
          "%s: no layer has 1-bit weights and %s activations before and behind, which %s runs; found %s"
              .formatted(name, activations, overlay.name(), network.precisionText()));
    }
    int last = first;
    while (last + 1 < layers && isOffloaded(network, last + 1, activations)) {
      last++;
    }
    NetworkDescription description =
        new NetworkDescription(
            file,
            name,
            file.resolveSibling("input.bin"),
            file.resolveSibling("verification.bin"),
            file.resolveSibling("binparam-" + name),
            FIRST_SET,
            descriptions(network, first, last, overlay));
    return new OffloadedPart(description, Schedule.of(description, overlay), first, last);
  }

  /** What the layers file calls what a layer of the network gives, pooled where it is pooled. */
  public String nameOf(int layer) {
    String pool = "pool" + layer;
    boolean pooled = description.layers().stream().anyMatch(l -> l.name().equals(pool));
    return pooled ? pool : "conv" + layer;
  }

  private static boolean isOffloaded(Network network, int i, DataType activations) {
    Layer layer = network.layers().get(i);
    Optional<DataType> wanted = Optional.of(activations);
    return !layer.isDense()
        && layer.weights().equals(DataType.BINARY)
        && layer.activations().equals(wanted)
        && network.inputOf(i).equals(wanted);
  }

  /** Strides are handed over as exponents of 2. */
  private static void checkStride(int layer, String what, int stride) {
    if (Integer.bitCount(stride) != 1) {
      throw new Refusal(
          "layer %d: expected a stride of the %s that is a power of 2, found %d"
              .formatted(layer, what, stride));
    }
  }

  private static List<LayerDescription> descriptions(
      Network network, int first, int last, OffloadOverlay overlay) {
    List<LayerDescription> descriptions = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      Layer layer = network.layers().get(i);
      String place = "layer %d (conv%<d)".formatted(i);
      checkStride(i, "convolution", layer.stride());
      checkStride(i, "pool", layer.pool().stride());
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
