package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import bnn4j.onnx.graph.Value.Activation;
import bnn4j.onnx.graph.Value.Decision;
import bnn4j.onnx.graph.Value.Known;
import bnn4j.onnx.graph.Value.Signal;
import bnn4j.onnx.graph.Value.Sum;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What each operator makes of the values that depend on the picture. */
final class SignalRules {
  /** Why operators that networks often have cannot be run, and what to do instead. */
  private static final Map<String, String> ADVICE =
      Map.of(
          "AveragePool", "overlays pool the largest value only; use MaxPool of 2x2",
          "GlobalAveragePool", "overlays pool the largest value only; use MaxPool of 2x2",
          "QuantAvgPool2d", "overlays pool the largest value only; use MaxPool of 2x2",
          "Sign", "maps 0 to 0 and has three levels; use BipolarQuant, which maps 0 to +1",
          "Relu", "overlays have levels from -1 to +1; use BipolarQuant or Quant of 2 bits",
          "Pad", "overlays do not pad; use pictures and kernels that need none",
          "Softmax", "it does not change the class with the largest score; remove it");

  private final Chain chain;
  private final HostPicture picture;
  private final Arithmetic arithmetic;
  private final Quantizers quantizers;
  private final MatrixOps products;

  SignalRules(Chain chain, HostPicture picture) {
    this.chain = chain;
    this.picture = picture;
    this.arithmetic = new Arithmetic(chain, picture);
    this.quantizers = new Quantizers(chain, picture);
    this.products = new MatrixOps(chain, picture, arithmetic);
  }

  /**
   * The node's output.
   *
   * @param inputs null where one is left out; at least one of them is a signal or a decision
   */
  Value follow(Node node, List<Value> inputs) {
    if (inputs.stream().anyMatch(Decision.class::isInstance)) {
      return afterDecision(node, inputs);
    }
    return switch (node.operator()) {
      case "Identity", "Dropout" -> Operands.signal(inputs.get(0));
      case "Cast" -> cast(node, Operands.signal(inputs.get(0)));
      case "Shape" ->
          new Known(ConstantFolding.shape(Operands.signal(inputs.get(0)).positions().shape()));
      case "Transpose", "Reshape", "Flatten", "Squeeze", "Unsqueeze" -> moved(node, inputs);
      case "Add", "Sub", "Mul", "Div" -> arithmetic.both(node, inputs);
      case "Neg" ->
          arithmetic.scaled(
              node, Operands.signal(inputs.get(0)), Constant.of(-1, Constant.Kind.FLOAT));
      case "BatchNormalization" -> arithmetic.norm(node, inputs);
      case "Quant", "IntQuant" -> quantizers.quant(node, inputs);
      case "BipolarQuant" -> quantizers.bipolar(inputs);
      case "MultiThreshold" -> quantizers.thresholds(node, inputs);
      case "MatMul" -> products.product(node, inputs, false);
      case "XnorPopcountMatMul" -> products.product(node, inputs, true);
      case "Gemm" -> products.gemm(node, inputs);
      case "Conv" -> products.convolution(node, inputs);
      case "Im2Col" -> products.patches(node, Operands.signal(inputs.get(0)));
      case "MaxPool", "MaxPoolNHWC" -> pool(node, Operands.signal(inputs.get(0)));
      case "TopK", "ArgMax" -> choice(node, inputs);
      default ->
          throw new Refusal(
              ADVICE.getOrDefault(
                  node.operator(),
                  "operator not supported; overlays support products, thresholds and 2x2 pools"));
    };
  }

  private static Value cast(Node node, Signal signal) {
    long to = node.number("to", 1);
    // Bytes and floats keep what overlays compute; a cast to whole numbers might cut.
    if (signal instanceof Sum && to != 1 && to != 11) {
      throw new Refusal("casts values before they are quantized; leave them float");
    }
    return signal;
  }

  private static Value moved(Node node, List<Value> inputs) {
    Signal signal = Operands.signal(inputs.get(0));
    Positions positions = signal.positions();
    int[] shape = positions.shape();
    return signal.at(
        switch (node.operator()) {
          case "Transpose" -> positions.transposed(node);
          case "Reshape" ->
              positions.in(Shapes.reshape(shape, Operands.known(inputs, 1, "the shape").ints()));
          case "Flatten" -> positions.in(Shapes.flatten(shape, (int) node.number("axis", 1)));
          case "Squeeze" ->
              positions.in(
                  Shapes.squeeze(shape, ConstantFolding.axes(node, Operands.constants(inputs))));
          default ->
              positions.in(
                  Shapes.unsqueeze(shape, ConstantFolding.axes(node, Operands.constants(inputs))));
        });
  }

  private Value pool(Node node, Signal signal) {
    boolean last = node.operator().equals("MaxPoolNHWC");
    Positions from = signal.positions();
    if (last ? !from.isChannelsLast() : !from.isChannelsFirst()) {
      throw new Refusal(
          "pools %s, which is not a feature map".formatted(Constant.text(from.shape())));
    }
    int[] two = {2, 2};
    int[] kernel = node.numbers("kernel_shape");
    int[] stride = node.numbers("strides", last ? two : new int[] {1, 1});
    if (!Arrays.equals(kernel, two) || !Arrays.equals(stride, two)) {
      throw new Refusal(
          "pools windows of %s with stride %s; overlays support only 2x2 with stride 2"
              .formatted(Constant.text(kernel), Constant.text(stride)));
    }
    Operands.checkAll(node, "pads", 0, "overlays do not pad");
    Operands.checkAll(node, "dilations", 1, "overlays have kernels without gaps; use dilation 1");
    if (from.dimension() % 2 != 0) {
      throw new Refusal(
          "pools a map of %dx%d, which 2x2 does not divide; overlays need an even one"
              .formatted(from.dimension(), from.dimension()));
    }
    int half = from.dimension() / 2;
    Positions to =
        last
            ? Positions.channelsLast(from.channels(), half)
            : Positions.channelsFirst(from.channels(), half);
    if (signal instanceof Sum sum) {
      if (sum.pooled()) {
        throw new Refusal("two pools in a row; overlays support one pool after a convolution");
      }
      boolean[] falling = new boolean[sum.lines().size()];
      return new Sum(to, sum.layer(), sum.lines(), true, falling, sum.uneven());
    }
    Activation activation = picture.activation(signal);
    chain.pool(activation);
    return activation.at(to);
  }

  private static Value choice(Node node, List<Value> inputs) {
    Signal last = Operands.signal(inputs.get(0));
    int rank = last.positions().shape().length;
    int axis =
        Shapes.axis((int) node.number("axis", node.operator().equals("TopK") ? -1 : 0), rank);
    boolean one = node.operator().equals("ArgMax") || count(node, inputs) == 1;
    if (!one || node.number("largest", 1) != 1 || axis != rank - 1) {
      throw new Refusal("does not select the single largest value; use TopK with k = 1");
    }
    if (node.number("select_last_index", 0) != 0) {
      throw new Refusal("selects the last of equal scores; the host selects the first");
    }
    // Of one result there is nothing to choose.
    if (last instanceof Activation && last.positions().places().length > 1) {
      throw new Refusal(
          "selects among quantized values, of which many are equal; remove the quantizer"
              + " before it");
    }
    return new Decision(last, false, true);
  }

  /** How many values a TopK takes: an attribute up to operator set 9, an input from 10 on. */
  private static double count(Node node, List<Value> inputs) {
    return inputs.size() > 1
        ? Operands.known(inputs, 1, "the number").single()
        : node.number("k", 0);
  }

  /** Of the decision only its form may still change. */
  private static Value afterDecision(Node node, List<Value> inputs) {
    Decision decision =
        (Decision) inputs.stream().filter(Decision.class::isInstance).findFirst().orElseThrow();
    boolean known = inputs.stream().allMatch(v -> v == decision || v instanceof Known || v == null);
    boolean form =
        switch (node.operator()) {
          case "TopK", "ArgMax" -> decision.rising() && !decision.chosen();
          case "Mod" -> decision.chosen();
          case "Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten" -> true;
          default -> false;
        };
    if (!known || !form) {
      throw new Refusal("follows the class selection, which must be the last node");
    }
    boolean chosen =
        decision.chosen() || node.operator().equals("TopK") || node.operator().equals("ArgMax");
    return new Decision(decision.last(), decision.rising(), chosen);
  }
}
