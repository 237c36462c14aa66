package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.exact.Line;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import bnn4j.onnx.graph.Value.Activation;
import bnn4j.onnx.graph.Value.Known;
import bnn4j.onnx.graph.Value.Patches;
import bnn4j.onnx.graph.Value.Signal;
import bnn4j.onnx.graph.Value.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Products with weights: where a layer begins. */
final class MatrixOps {
  private final Chain chain;
  private final HostPicture picture;
  private final Arithmetic arithmetic;

  MatrixOps(Chain chain, HostPicture picture, Arithmetic arithmetic) {
    this.chain = chain;
    this.picture = picture;
    this.arithmetic = arithmetic;
  }

  /** MatMul, or XnorPopcountMatMul, which counts equal bits. */
  Value product(Node node, List<Value> inputs, boolean popcount) {
    if (inputs.size() != 2 || !(inputs.get(1) instanceof Known)) {
      throw new Refusal(
          "expected a value computed from the image as first input, and constant weights");
    }
    Constant weights = Operands.weights(inputs);
    if (weights.rank() != 2) {
      throw new Refusal(
          "weights of shape %s, expected 2 axes".formatted(Constant.text(weights.shape())));
    }
    return dense(node, Operands.signal(inputs.get(0)), weights, false, popcount);
  }

  /** Gemm. */
  Value gemm(Node node, List<Value> inputs) {
    if (node.number("transA", 0) != 0) {
      throw new Refusal("transposes its input (transA); only weights may be transposed (transB)");
    }
    Constant weights = Operands.weights(inputs);
    if (weights.rank() != 2) {
      throw new Refusal(
          "weights of shape %s, expected 2 axes".formatted(Constant.text(weights.shape())));
    }
    Signal product =
        dense(node, Operands.signal(inputs.get(0)), weights, node.number("transB", 0) != 0, false);
    Constant alpha = Constant.of(node.real("alpha", 1), Constant.Kind.FLOAT);
    Signal scaled = (Signal) arithmetic.scaled(node, product, alpha);
    if (inputs.size() < 3 || inputs.get(2) == null) {
      return scaled;
    }
    Constant bias = Operands.known(inputs, 2, "the bias");
    float beta = node.real("beta", 1);
    double[] values = Arrays.stream(bias.values()).map(v -> v * beta).toArray();
    return arithmetic.shifted(node, scaled, new Constant(bias.shape(), values, bias.kind()), 1);
  }

  private Sum dense(Node node, Signal signal, Constant matrix, boolean byNeuron, boolean popcount) {
    int synapses = matrix.shape()[byNeuron ? 1 : 0];
    int neurons = matrix.shape()[byNeuron ? 0 : 1];
    if (neurons < 1 || synapses < 1) {
      throw new Refusal("weights of shape " + Constant.text(matrix.shape()));
    }
    if (signal instanceof Patches patches) {
      Activation of = patches.of();
      int[] shape = patches.positions().shape();
      if (shape[3] != synapses) {
        throw new Refusal("%d synapses for squares of %d values".formatted(synapses, shape[3]));
      }
      GraphLayer.Shape layer =
          new GraphLayer.Shape(
              patches.kernel(), of.positions().channels(), of.positions().dimension(), neurons);
      return sum(
          node,
          of,
          layer,
          whole(matrix, neurons, synapses, byNeuron, null, popcount),
          Positions.channelsLast(neurons, shape[1]),
          popcount);
    }
    Activation input = picture.activation(signal);
    Positions from = input.positions();
    if (!from.isList()) {
      throw new Refusal(
          "multiplies along the last axis of %s; flatten it first"
              .formatted(Constant.text(from.shape())));
    }
    if (from.places().length != synapses) {
      throw new Refusal("%d synapses for %d values".formatted(synapses, from.places().length));
    }
    int[] shape = from.shape().clone();
    shape[shape.length - 1] = neurons;
    return sum(
        node,
        input,
        new GraphLayer.Shape(0, synapses, 1, neurons),
        whole(matrix, neurons, synapses, byNeuron, from.places(), popcount),
        Positions.list(neurons).in(shape),
        popcount);
  }

  /**
   * The weights in the accelerator's order.
   *
   * @param places for each synapse of the matrix its place in the map; null if it is its own
   */
  private static WholeWeights whole(
      Constant matrix,
      int neurons,
      int synapses,
      boolean byNeuron,
      int[] places,
      boolean popcount) {
    int[] from = new int[synapses];
    for (int i = 0; i < synapses; i++) {
      from[places == null ? i : places[i]] = i;
    }
    Constant values = popcount ? bipolar(matrix) : matrix;
    return WholeWeights.of(
        values,
        neurons,
        synapses,
        (neuron, synapse) ->
            byNeuron ? neuron * synapses + from[synapse] : from[synapse] * neurons + neuron);
  }

  private static Constant bipolar(Constant bits) {
    double[] values = new double[bits.values().length];
    for (int i = 0; i < values.length; i++) {
      double bit = bits.values()[i];
      if (bit != 0 && bit != 1) {
        throw new Refusal("a weight of %s; expected 0 or 1".formatted(bit));
      }
      values[i] = 2 * bit - 1;
    }
    return new Constant(bits.shape(), values, bits.kind());
  }

  /** Conv. */
  Value convolution(Node node, List<Value> inputs) {
    Activation input = picture.activation(Operands.signal(inputs.get(0)));
    Constant weights = Operands.weights(inputs);
    Positions from = input.positions();
    if (!from.isChannelsFirst()) {
      throw new Refusal(
          "convolves %s, which is not a feature map [1, channels, rows, columns]"
              .formatted(Constant.text(from.shape())));
    }
    int[] shape = weights.shape();
    if (shape.length != 4 || shape[2] != shape[3]) {
      throw new Refusal(
          "weights of shape %s; overlays have square kernels".formatted(Constant.text(shape)));
    }
    checkPlain(node, new int[] {shape[2], shape[2]});
    if (node.number("group", 1) != 1 || shape[1] != from.channels()) {
      throw new Refusal(
          "%d groups of %d channels for %d channels; overlays connect all channels with all"
              .formatted(node.number("group", 1), shape[1], from.channels()));
    }
    int kernel = shape[2];
    int out = from.dimension() - kernel + 1;
    if (out < 1 || shape[0] < 1) {
      throw new Refusal(
          "a kernel of %d for a map of %dx%d"
              .formatted(kernel, from.dimension(), from.dimension()));
    }
    int channels = from.channels();
    WholeWeights whole =
        WholeWeights.of(
            weights,
            shape[0],
            kernel * kernel * channels,
            (neuron, synapse) ->
                (neuron * channels + synapse % channels) * kernel * kernel + synapse / channels);
    Sum sum =
        sum(
            node,
            input,
            new GraphLayer.Shape(kernel, channels, from.dimension(), shape[0]),
            whole,
            Positions.channelsFirst(shape[0], out),
            false);
    if (inputs.size() < 3 || inputs.get(2) == null) {
      return sum;
    }
    Constant bias = Operands.known(inputs, 2, "the bias");
    return arithmetic.shifted(node, sum, bias.in(bias.values().length, 1, 1), 1);
  }

  private static void checkPlain(Node node, int[] kernel) {
    if (!Arrays.equals(node.numbers("kernel_shape", kernel), kernel)) {
      throw new Refusal(
          "a kernel of %s with weights of %s"
              .formatted(
                  Constant.text(node.numbers("kernel_shape", kernel)), Constant.text(kernel)));
    }
    Operands.checkAll(
        node, "pads", 0, "overlays do not pad; use kernels that need none, without pads");
    Operands.checkAll(node, "pad_amount", 0, "overlays do not pad; use kernels that need none");
    Operands.checkAll(node, "strides", 1, "overlays move kernels by 1; use stride 1 and a pool");
    Operands.checkAll(node, "stride", 1, "overlays move kernels by 1; use stride 1 and a pool");
    Operands.checkAll(node, "dilations", 1, "overlays have kernels without gaps; use dilation 1");
    String auto = node.word("auto_pad", "NOTSET");
    if (!auto.equals("NOTSET") && !auto.equals("VALID")) {
      throw new Refusal("auto_pad %s; overlays do not support padding, use VALID".formatted(auto));
    }
  }

  /** Im2Col, of which a MatMul makes a convolution. */
  Value patches(Node node, Signal signal) {
    Activation input = picture.activation(signal);
    if (!input.positions().isChannelsLast()) {
      throw new Refusal(
          "takes squares of %s, which is not a feature map [1, rows, columns, channels]"
              .formatted(Constant.text(input.positions().shape())));
    }
    int[] kernel = node.numbers("kernel_size");
    if (kernel.length == 0) {
      kernel = new int[] {(int) node.number("kernel_size", 0)};
    }
    if (kernel.length > 2 || kernel[0] < 1 || kernel[kernel.length - 1] != kernel[0]) {
      throw new Refusal(
          "a kernel of %s; overlays have square ones".formatted(Constant.text(kernel)));
    }
    checkPlain(node, new int[] {kernel[0], kernel[0]});
    if (node.number("stride", 1) > 1) {
      throw new Refusal(
          "stride %d; overlays support only stride 1".formatted(node.number("stride", 1)));
    }
    if (node.number("pad_amount", 0) != 0) {
      throw new Refusal("pads, which overlays do not support; use kernels without padding");
    }
    if (node.number("depthwise", 0) != 0) {
      throw new Refusal("is depthwise; overlays connect all channels with all");
    }
    int out = input.positions().dimension() - kernel[0] + 1;
    long values = (long) kernel[0] * kernel[0] * input.positions().channels();
    if (out < 1 || values > Integer.MAX_VALUE) {
      throw new Refusal("a kernel of %d for a smaller map".formatted(kernel[0]));
    }
    Positions positions = new Positions(0, out, new int[] {1, out, out, (int) values}, new int[0]);
    return new Patches(positions, input, kernel[0]);
  }

  private Sum sum(
      Node node,
      Activation input,
      GraphLayer.Shape shape,
      WholeWeights weights,
      Positions positions,
      boolean popcount) {
    int layer = chain.add(node, input, shape, weights.weights());
    List<Line> lines = new ArrayList<>();
    BigFraction centre = input.centre();
    BigFraction half = input.half();
    if (popcount) {
      BigFraction one = centre.add(half);
      BigFraction other = centre.subtract(half);
      boolean bits =
          input.bits() == 1
              && one.multiply(other).signum() == 0
              && one.add(other).equals(BigFraction.ONE);
      if (!bits) {
        throw new Refusal("counts equal bits, but its input is not 0 or 1");
      }
      centre = BigFraction.ZERO;
      half = half.multiply(2);
    }
    boolean even = weights.even();
    for (int neuron = 0; neuron < shape.neurons(); neuron++) {
      BigFraction scale = weights.scales()[neuron];
      BigFraction level = scale.multiply(centre).multiply(weights.sum(neuron));
      Line line = Line.of(level, scale.multiply(half));
      even &= centre.signum() == 0 || weights.sum(neuron) == weights.sum(0);
      lines.add(
          popcount
              ? line.plus(BigFraction.of(shape.synapses())).times(BigFraction.of(1, 2))
              : line);
    }
    return new Sum(
        positions, layer, lines, false, new boolean[shape.neurons()], even ? null : node);
  }
}
