package bnn4j.offload.deep;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.folding.OffloadExport;
import bnn4j.offload.folding.OffloadedPart;
import bnn4j.offload.params.OffloadNetwork;
import java.nio.file.Path;
import java.util.List;

/**
 * A deep network with its parameters: those of the overlay's calls, and those of the processor's
 * layers.
 *
 * @param deep the network, with as many outputs as there are classes
 * @param classNames names of the classes, in order
 * @param part which layers the overlay runs
 * @param calls their parameters
 * @param before numbers of the layers before them
 * @param behind numbers of the layers behind them
 */
public record DeepSet(
    DeepNetwork deep,
    List<String> classNames,
    OffloadedPart part,
    OffloadNetwork calls,
    List<TrainedLayer> before,
    List<TrainedLayer> behind) {
  /**
   * Copies the lists and checks that all is there.
   *
   * @throws Refusal naming what is not
   */
  public DeepSet {
    classNames = List.copyOf(classNames);
    before = List.copyOf(before);
    behind = List.copyOf(behind);
    int layers = deep.network().layers().size();
    if (before.size() != part.first() || behind.size() != layers - 1 - part.last()) {
      throw new Refusal(
          "expected numbers of %d layers before the overlay's and of %d behind, found %d and %d"
              .formatted(part.first(), layers - 1 - part.last(), before.size(), behind.size()));
    }
    if (classNames.size() != deep.network().outputs()) {
      throw new Refusal(
          "%d class names for %d outputs".formatted(classNames.size(), deep.network().outputs()));
    }
    for (int i = 0; i < before.size(); i++) {
      check(i, deep.network().layers().get(i), before.get(i));
    }
    for (int i = 0; i < behind.size(); i++) {
      int layer = part.last() + 1 + i;
      check(layer, deep.network().layers().get(layer), behind.get(i));
    }
    checkScores(behind.get(behind.size() - 1));
  }

  /** Where scales are positive it does not matter whether sums or activations are pooled. */
  private static void check(int index, Layer layer, TrainedLayer numbers) {
    if (numbers.neurons() != layer.neurons() || numbers.synapses() != layer.fanIn()) {
      throw new Refusal(
          "layer %d: expected %d neurons of %d synapses, found %d of %d"
              .formatted(
                  index, layer.neurons(), layer.fanIn(), numbers.neurons(), numbers.synapses()));
    }
    for (int n = 0; n < numbers.neurons(); n++) {
      if (!Double.isFinite(numbers.value(n, 0)) || !Double.isFinite(numbers.scale(n))) {
        throw new Refusal("layer %d, neuron %d: the batch norm is not finite".formatted(index, n));
      }
      if (layer.isPooled() && numbers.scale(n) < 0) {
        throw new Refusal(
            "layer %d, neuron %d: pooled before a batch norm of negative scale; train it again"
                .formatted(index, n));
      }
    }
    for (float weight : numbers.weights()) {
      if (!Float.isFinite(weight)) {
        throw new Refusal("layer %d: a weight is not finite".formatted(index));
      }
    }
  }

  /** Sums are compared as they are, so one batch norm must serve all classes. */
  private static void checkScores(TrainedLayer last) {
    for (int n = 1; n < last.neurons(); n++) {
      if (last.gamma()[n] != last.gamma()[0]
          || last.beta()[n] != last.beta()[0]
          || last.mean()[n] != last.mean()[0]
          || last.bias()[n] != last.bias()[0]
          || last.invStd()[n] != last.invStd()[0]) {
        throw new Refusal(
            "the last layer: expected the same batch norm for all classes, found a"
                + " different one for class "
                + n);
      }
    }
  }

  /**
   * Folds a trained network.
   *
   * @param deep as it was trained for, with at least as many outputs as there are classes
   * @param trained its numbers
   * @throws Refusal if it is another network, or its numbers are none
   */
  public static DeepSet of(DeepNetwork deep, TrainedNetwork trained, List<String> classNames) {
    DeepNetwork own = deep.withClasses(classNames.size());
    if (!trained.network().equals(own.network())) {
      throw new Refusal(
          "the layers of %s differ from the trained network: expected %s, found %s"
              .formatted(
                  deep.name(), own.network().description(), trained.network().description()));
    }
    OffloadExport export =
        OffloadExport.of(trained, own.overlay(), own.name(), Path.of("layers.json"));
    OffloadedPart part = export.part();
    List<TrainedLayer> numbers = trained.layers();
    return new DeepSet(
        own,
        classNames,
        part,
        export.network(),
        numbers.subList(0, part.first()),
        numbers.subList(part.last() + 1, numbers.size()));
  }

  /** All layers. */
  public Network network() {
    return deep.network();
  }

  /** Bits of the weights of all layers. */
  public long weightsInBits() {
    return network().layers().stream()
        .mapToLong(layer -> (long) layer.neurons() * layer.fanIn() * layer.weights().bits())
        .sum();
  }

  /** Thresholds of the neurons of all layers, those of the processor's included. */
  public long thresholds() {
    return network().layers().stream()
        .mapToLong(
            layer ->
                (long) layer.neurons() * layer.activations().map(DataType::thresholds).orElse(0))
        .sum();
  }

  /** The factor that makes the largest of the last layer's sums the best: 1, or -1. */
  int sign() {
    return behind.get(behind.size() - 1).scale(0) < 0 ? -1 : 1;
  }
}
