package bnn4j.onnx.graph;

import bnn4j.onnx.exact.Line;
import bnn4j.onnx.exact.Steps;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A layer as the graph has it: whole weights, and what becomes of their sums. Arrays are not copied
 * and must not be changed.
 *
 * @param node what the product is called
 * @param shape what is connected to what
 * @param pooled whether a 2x2 max pool follows
 * @param inputBits 1 for -1 and +1; 2 for -1, 0 and +1; 8 for values of a picture
 * @param weights -1, 0 or +1, {@code [neurons][synapses]} in one array, synapses in the
 *     accelerator's order: kernel row, kernel column, channel; of a list after a map: row, column,
 *     channel
 * @param lines for each neuron the value that is quantized, as a function of the sum of weight
 *     times activation
 * @param quantizer for each neuron its steps; none for scores
 * @param uneven the node that made neurons differ in slope or level, if one did
 */
public record GraphLayer(
    String node,
    Shape shape,
    boolean pooled,
    int inputBits,
    byte[] weights,
    List<Line> lines,
    Optional<List<Steps>> quantizer,
    Optional<String> uneven) {
  /**
   * What is connected to what.
   *
   * @param kernel rows and columns of a convolution's kernel; 0 for a dense layer
   * @param channels that come in, for a dense layer all values
   * @param dimension rows and columns of what comes in; 1 for a dense layer
   * @param neurons neurons or output channels
   */
  public record Shape(int kernel, int channels, int dimension, int neurons) {
    /** Whether it is a convolution. */
    public boolean isConvolution() {
      return kernel > 0;
    }

    /** Synapses of a neuron. */
    public int synapses() {
      return isConvolution() ? kernel * kernel * channels : channels;
    }
  }

  /** The same layer with one bit for each score that is 0 or more, as an overlay of bits gives. */
  public GraphLayer withSignBits() {
    Steps bit = Steps.bipolar(BigFraction.ONE);
    return new GraphLayer(
        node,
        shape,
        pooled,
        inputBits,
        weights,
        lines,
        Optional.of(Collections.nCopies(lines.size(), bit)),
        uneven);
  }

  /** Whether all neurons' sums become values by the same line. */
  public boolean isEven() {
    return lines.stream().allMatch(lines.get(0)::equals);
  }

  /** Whether it is the weights that make neurons differ: a scale for each of them. */
  public boolean hasUnevenWeights() {
    return uneven.map(node::equals).orElse(false);
  }

  /** Bits that the weights need: 2 if one of them is 0. */
  public int weightBits() {
    for (byte weight : weights) {
      if (weight == 0) {
        return 2;
      }
    }
    return 1;
  }

  /** Levels of an activation; 0 for scores. */
  public int levels() {
    return quantizer.map(steps -> steps.get(0).levels()).orElse(0);
  }

  /** -1 where the value falls as the sum rises, so that weights are flipped; else 1. */
  public int sign(int neuron) {
    return lines.get(neuron).direction() < 0 ? -1 : 1;
  }

  /** The largest size of a sum. */
  public int largestSum() {
    return shape.synapses() * (inputBits == 8 ? 128 : 1);
  }

  /**
   * The smallest sum, with weights flipped where {@link #sign} says so, that passes a step.
   *
   * @param step from 0
   * @return from {@code -largestSum()}, if all do, to {@code largestSum() + 1}, if none does
   */
  public int first(int neuron, int step) {
    Line line = lines.get(neuron);
    Steps.Bound bound = quantizer.orElseThrow().get(neuron).bounds().get(step);
    int sign = sign(neuron);
    int below = -largestSum() - 1;
    int passed = largestSum() + 1;
    while (passed - below > 1) {
      int middle = Math.floorDiv(below + passed, 2);
      if (bound.passed(line, (long) sign * middle)) {
        passed = middle;
      } else {
        below = middle;
      }
    }
    return passed;
  }
}
