package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.file.Constant;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Weights as -1, 0 and +1 times a scale for each neuron.
 *
 * @param weights {@code [neurons][synapses]} in one array
 * @param scales one for each neuron, above 0
 */
record WholeWeights(byte[] weights, BigFraction[] scales) {
  /** Values that fit in a message. */
  private static final int SHOWN = 8;

  /** For each neuron and synapse the index of its value. */
  interface Order {
    /** Where a tensor holds the weight. */
    int at(int neuron, int synapse);
  }

  /**
   * Finds scales and whole numbers.
   *
   * @throws Refusal if weights of a neuron are not all the same size, or 0
   */
  static WholeWeights of(Constant constant, int neurons, int synapses, Order order) {
    byte[] weights = new byte[Math.multiplyExact(neurons, synapses)];
    BigFraction[] scales = new BigFraction[neurons];
    for (int neuron = 0; neuron < neurons; neuron++) {
      double scale = 0;
      for (int synapse = 0; synapse < synapses; synapse++) {
        scale = Math.max(scale, Math.abs(constant.values()[order.at(neuron, synapse)]));
      }
      for (int synapse = 0; synapse < synapses; synapse++) {
        double value = constant.values()[order.at(neuron, synapse)];
        if (value != 0 && Math.abs(value) != scale) {
          throw new Refusal(
              ("neuron %d has weights of %s; overlays have -1 and +1, or with 2 bits -1, 0 and"
                      + " +1, times one scale. Quantize them with BipolarQuant, or Quant of 2 bits"
                      + " with narrow range")
                  .formatted(neuron, found(constant, neuron, synapses, order)));
        }
        weights[neuron * synapses + synapse] = (byte) Math.signum(value);
      }
      scales[neuron] = scale == 0 ? BigFraction.ONE : Exact.of(scale);
    }
    return new WholeWeights(weights, scales);
  }

  private static String found(Constant constant, int neuron, int synapses, Order order) {
    SortedSet<Double> values = new TreeSet<>();
    for (int synapse = 0; synapse < synapses; synapse++) {
      values.add(constant.values()[order.at(neuron, synapse)]);
    }
    String shown =
        values.stream()
            .limit(SHOWN)
            .map(v -> v == Math.rint(v) ? "%.0f".formatted(v) : v.toString())
            .collect(Collectors.joining(", "));
    return values.size() > SHOWN ? shown + " and more" : shown;
  }

  /** Sum of a neuron's weights, scale not counted. */
  int sum(int neuron) {
    int synapses = weights.length / scales.length;
    int sum = 0;
    for (int i = 0; i < synapses; i++) {
      sum += weights[neuron * synapses + i];
    }
    return sum;
  }

  /** Whether all neurons have the same scale. */
  boolean even() {
    return Arrays.stream(scales).allMatch(scales[0]::equals);
  }
}
