package bnn4j.trainer.accuracy;

import bnn4j.finnthesizer.FloatLayer;
import bnn4j.finnthesizer.FloatNetwork;
import bnn4j.finnthesizer.Quantizer;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.LayerTrace;
import java.util.List;
import java.util.Optional;

/**
 * The first neuron of a dense network that float model and engine decide differently for an image.
 *
 * @param image which image
 * @param layer from 0
 * @param neuron from 0
 * @param accumulator what the engine summed
 * @param margin how far the float model's value lies from the nearest step of its quantizer
 */
public record Disagreement(int image, int layer, int neuron, int accumulator, double margin) {
  /**
   * Runs both side by side, neuron by neuron.
   *
   * @param network dense, with binary input
   * @param engine with the parameter set made of it
   * @param input packed images
   * @param offset of the image's first word
   * @param image its number, for the result
   * @return empty if they agree on every neuron
   */
  public static Optional<Disagreement> first(
      FloatNetwork network, Engine engine, long[] input, int offset, int image) {
    List<LayerTrace> traces = engine.trace(input, offset).layers();
    int[] values = unpack(input, offset, network.topology().input().values());
    for (int l = 0; l < network.layers().size(); l++) {
      boolean last = l == network.layers().size() - 1;
      Quantizer quantizer = Quantizer.ofBits(last ? 1 : network.precision().activationBits());
      FloatLayer layer = network.layers().get(l);
      int[] outputs = new int[layer.neurons()];
      for (int n = 0; n < outputs.length; n++) {
        double value = layer.value(n, product(layer, n, network.precision().weightBits(), values));
        outputs[n] = quantizer.activation(value);
        if (outputs[n] != activation(traces.get(l).activations()[n], quantizer)) {
          return Optional.of(
              new Disagreement(
                  image, l, n, traces.get(l).accumulators()[n], margin(value, quantizer)));
        }
      }
      values = outputs;
    }
    return Optional.empty();
  }

  private static int[] unpack(long[] input, int offset, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (input[offset + i / Long.SIZE] >>> (i % Long.SIZE) & 1) == 1 ? 1 : -1;
    }
    return values;
  }

  private static int product(FloatLayer layer, int neuron, int weightBits, int[] values) {
    Quantizer quantizer = Quantizer.ofBits(weightBits);
    int sum = 0;
    int row = neuron * layer.synapses();
    for (int i = 0; i < layer.synapses(); i++) {
      sum += quantizer.weight(layer.weights()[row + i]) * values[i];
    }
    return sum;
  }

  /** A trace holds 0 and 1 for one bit. */
  private static int activation(byte traced, Quantizer quantizer) {
    return quantizer == Quantizer.BINARY ? 2 * traced - 1 : traced;
  }

  private static double margin(double value, Quantizer quantizer) {
    double nearest = Double.POSITIVE_INFINITY;
    for (double step : quantizer.steps()) {
      nearest = Math.min(nearest, Math.abs(value - step));
    }
    return nearest;
  }

  @Override
  public String toString() {
    return "image %d, layer %d, neuron %d: accumulator %d, float value %.3g from its step"
        .formatted(image, layer, neuron, accumulator, margin);
  }
}
