package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.exact.Line;
import bnn4j.onnx.exact.Steps;
import bnn4j.onnx.file.Node;
import bnn4j.onnx.graph.Value.Activation;
import bnn4j.onnx.graph.Value.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** The layers found so far, one after the other. */
final class Chain {
  /** A layer whose quantizer may not have come yet. */
  private static final class Found {
    final Node node;
    final GraphLayer.Shape shape;
    final int inputBits;
    final byte[] weights;
    List<Line> lines;
    List<Steps> quantizer;
    Node uneven;
    boolean pooled;

    Found(Node node, GraphLayer.Shape shape, int inputBits, byte[] weights) {
      this.node = node;
      this.shape = shape;
      this.inputBits = inputBits;
      this.weights = weights;
    }

    GraphLayer layer() {
      return new GraphLayer(
          node.toString(),
          shape,
          pooled,
          inputBits,
          weights,
          List.copyOf(lines),
          Optional.ofNullable(quantizer).map(List::copyOf),
          Optional.ofNullable(uneven).map(Node::toString));
    }
  }

  private final List<Found> layers = new ArrayList<>();

  int size() {
    return layers.size();
  }

  /** Layers as they are; the last without a quantizer if none was found. */
  List<GraphLayer> layers(Value.Signal last) {
    if (last instanceof Sum sum) {
      Found layer = layers.get(sum.layer());
      layer.lines = sum.lines();
      layer.uneven = sum.uneven();
    }
    return layers.stream().map(Found::layer).toList();
  }

  /**
   * Adds a layer behind the one that gave its input.
   *
   * @return its number
   */
  int add(Node node, Activation input, GraphLayer.Shape shape, byte[] weights) {
    if (input.layer() != layers.size() - 1) {
      throw new Refusal("an activation is used twice; overlays do not support branches");
    }
    layers.add(new Found(node, shape, input.bits(), weights));
    return layers.size() - 1;
  }

  /**
   * Closes a layer: its sums become activations.
   *
   * @param steps one for each channel, equal in their outputs
   */
  Activation quantize(Sum sum, List<Steps> steps) {
    Found layer = layers.get(sum.layer());
    Steps first = steps.get(0);
    checkLevels(first);
    for (int channel = 0; channel < steps.size(); channel++) {
      if (sum.pooled() && sum.falling()[channel]) {
        throw new Refusal(
            ("channel %d: a pool before a batch norm with negative scale; the accelerator pools"
                    + " after the thresholds. Train with the pool after the quantizer")
                .formatted(channel));
      }
    }
    layer.lines = sum.lines();
    layer.uneven = sum.uneven();
    layer.quantizer = steps;
    layer.pooled = sum.pooled();
    boolean two = first.levels() == 2;
    BigFraction half = two ? first.rise().divide(2) : first.rise();
    return new Activation(
        sum.positions(), sum.layer(), two ? 1 : 2, first.lowest().add(half), half);
  }

  private static void checkLevels(Steps steps) {
    if (steps.levels() < 2 || steps.levels() > 3) {
      throw new Refusal(
          ("gives %d levels; overlays have 2 (bipolar) or 3 (2 bits, narrow: -1, 0 and +1)"
                  + " between layers")
              .formatted(steps.levels()));
    }
    if (steps.rise().signum() == 0) {
      throw new Refusal("all its levels are the same: a scale of 0");
    }
  }

  /** Says that a pool follows a layer's activations. */
  void pool(Activation activation) {
    if (activation.layer() < 0) {
      throw new Refusal("pools the input image; overlays pool after a convolution's thresholds");
    }
    Found layer = layers.get(activation.layer());
    if (layer.pooled || !layer.shape.isConvolution()) {
      throw new Refusal(
          layer.pooled
              ? "two pools in a row; overlays support one pool after a convolution"
              : "pools after a dense layer; overlays pool after a convolution");
    }
    if (activation.half().signum() < 0) {
      throw new Refusal("pools values after a negative scale; pool before the Mul");
    }
    layer.pooled = true;
  }
}
