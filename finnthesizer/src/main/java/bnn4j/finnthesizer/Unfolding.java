package bnn4j.finnthesizer;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.UnpackedLayer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The other way round: a float network that decides as a parameter set does, for a training to
 * begin with. {@link ExactFolding} makes the same decisions of it again.
 *
 * <p>What folding loses cannot be had back. How sure a latent weight was is not known, so all are
 * as sure; nor are the statistics of the batch norms, so each batch norm is centred on its
 * thresholds.
 */
public final class Unfolding {
  /** As far from 0 as from the end; it is +1 or -1 with one bit and with two. */
  private static final float SURE = 0.75f;

  /** A weight of 0 is +1 or -1 with one bit: each half of them, so that they add up to nothing. */
  private static final float UNSURE = 0.25f;

  /** Sums are whole numbers, so a threshold between two of them meets neither. */
  private static final double BETWEEN = 0.5;

  private static final double UNITS_OF_A_PICTURE = 128;

  private Unfolding() {}

  /**
   * The float network. Its scores have another scale and shift than in training, the same for all
   * classes.
   *
   * @throws Refusal if several outputs stand for a class, or a weight is none that training knows
   */
  public static TrainedNetwork network(ParameterSet set) {
    if (set.output().isLadder()) {
      throw new Refusal(
          "the parameter set has %d outputs per class; training has one, so it cannot start from it"
              .formatted(set.levels()));
    }
    List<TrainedLayer> layers =
        set.overlay().layers().stream()
            .map(layer -> unfold(new UnpackedLayer(set, layer)))
            .toList();
    return new TrainedNetwork(set.overlay().network().withOutputs(set.outputs()), layers);
  }

  private static TrainedLayer unfold(UnpackedLayer from) {
    int neurons = from.neurons();
    int synapses = from.layer().fanIn();
    TrainedLayer to = TrainedLayer.ofZeros(neurons, synapses);
    // What sums of as many independent signs deviate by; the true figure depends on the pictures.
    Arrays.fill(to.invStd(), (float) (1 / Math.sqrt(synapses)));
    for (int neuron = 0; neuron < neurons; neuron++) {
      for (int i = 0; i < synapses; i++) {
        to.weights()[neuron * synapses + i] = latent(from, neuron, i);
      }
      if (from.layer().hasThresholds()) {
        norm(from, neuron, to);
      }
    }
    if (!from.layer().hasThresholds()) {
      scoreNorm(to);
    }
    return to;
  }

  private static float latent(UnpackedLayer from, int neuron, int synapse) {
    int weight = from.weight(neuron, synapse);
    if (weight < -1) {
      throw new Refusal(
          "layer %d, neuron %d, synapse %d: the weight is %d; training knows -1, 0 and 1"
              .formatted(from.layer().index(), neuron, synapse, weight));
    }
    return weight == 0 ? (synapse % 2 == 0 ? UNSURE : -UNSURE) : weight * SURE;
  }

  /** The value reaches each step of the quantizer between two sums, below the first that fires. */
  private static void norm(UnpackedLayer from, int neuron, TrainedLayer to) {
    double[] steps = from.layer().layer().activations().map(DataType::steps).orElseThrow();
    double[] places = places(from, neuron);
    double lowest = places[0];
    double highest = places[places.length - 1];
    to.mean()[neuron] = (float) ((lowest + highest) / 2);
    to.beta()[neuron] = (float) ((steps[0] + steps[steps.length - 1]) / 2);
    to.gamma()[neuron] =
        places.length == 1
            ? 1
            : (float)
                ((steps[steps.length - 1] - steps[0]) / (highest - lowest) / to.invStd()[neuron]);
  }

  /** Where the thresholds are, in the unit of training's sums; ascending. */
  private static double[] places(UnpackedLayer from, int neuron) {
    int[] firsts = from.firsts(neuron);
    double unit =
        from.layer().accumulator() == Accumulator.FIXED_POINT ? 1 / UNITS_OF_A_PICTURE : 1;
    boolean together = firsts[0] == firsts[firsts.length - 1];
    return IntStream.range(0, firsts.length)
        .mapToDouble(
            k -> {
              // Those below one sum share the room there.
              double shared = (firsts.length - k) / (firsts.length + 1.0);
              return (firsts[k] - (together ? shared : BETWEEN)) * unit;
            })
        .toArray();
  }

  /** As a training of scores begins: their targets are +1 for one class and -1 for the others. */
  private static void scoreNorm(TrainedLayer to) {
    double mean = -1 + 2.0 / to.neurons();
    Arrays.fill(to.beta(), (float) mean);
    Arrays.fill(to.gamma(), (float) Math.sqrt(1 - mean * mean));
  }
}
