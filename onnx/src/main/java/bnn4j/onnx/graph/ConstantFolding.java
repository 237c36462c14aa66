package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Constant.Kind;
import bnn4j.onnx.file.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Computes nodes whose inputs are all known, in the precision that the file asks for. */
final class ConstantFolding {
  private ConstantFolding() {}

  /**
   * The node's output.
   *
   * @param inputs null where one is left out
   * @return empty if it is an operator that is not known here
   * @throws Refusal if the inputs do not suit the operator
   */
  static Optional<Constant> fold(Node node, List<Constant> inputs) {
    return Optional.ofNullable(
        switch (node.operator()) {
          case "Constant" -> constant(node);
          case "Identity" -> inputs.get(0);
          case "Cast" -> cast(node, inputs.get(0));
          case "Add" -> both(inputs, Double::sum);
          case "Sub" -> both(inputs, (a, b) -> a - b);
          case "Mul" -> both(inputs, (a, b) -> a * b);
          case "Div" -> both(inputs, (a, b) -> a / b);
          case "Pow" -> both(inputs, Math::pow);
          case "Max" -> both(inputs, Math::max);
          case "Min" -> both(inputs, Math::min);
          case "Neg" -> each(inputs.get(0), v -> -v);
          case "Abs" -> each(inputs.get(0), Math::abs);
          case "Sqrt" -> each(inputs.get(0), Math::sqrt);
          case "Reciprocal" -> each(inputs.get(0), v -> 1 / v);
          case "Sign" -> each(inputs.get(0), Math::signum);
          case "Shape" -> shape(inputs.get(0).shape());
          case "Transpose" -> transpose(node, inputs.get(0));
          case "Reshape" ->
              inputs.get(0).in(Shapes.reshape(inputs.get(0).shape(), inputs.get(1).ints()));
          case "Flatten" ->
              inputs.get(0).in(Shapes.flatten(inputs.get(0).shape(), (int) node.number("axis", 1)));
          case "Unsqueeze" ->
              inputs.get(0).in(Shapes.unsqueeze(inputs.get(0).shape(), axes(node, inputs)));
          case "Squeeze" ->
              inputs.get(0).in(Shapes.squeeze(inputs.get(0).shape(), axes(node, inputs)));
          case "Concat" -> concatenation(inputs);
          case "Gather" -> gather(inputs.get(0), inputs.get(1));
          case "BipolarQuant" -> bipolar(inputs.get(0), inputs.get(1));
          case "Quant", "IntQuant" -> quantized(QuantNode.of(node, inputs), inputs.get(0));
          default -> null;
        });
  }

  /** A shape as a tensor. */
  static Constant shape(int[] shape) {
    return Constant.whole(IntStream.of(shape).asLongStream().toArray());
  }

  /** Axes come as an attribute up to operator set 12, as an input from 13 on. */
  static int[] axes(Node node, List<Constant> inputs) {
    if (inputs.size() > 1 && inputs.get(1) != null) {
      return inputs.get(1).ints();
    }
    return node.numbers("axes");
  }

  private static Constant constant(Node node) {
    if (node.find("value").isPresent()) {
      return Constant.of(node.find("value").get().getT());
    }
    if (node.find("value_float").isPresent()) {
      return Constant.of(node.real("value_float", 0), Kind.FLOAT);
    }
    if (node.find("value_int").isPresent()) {
      return Constant.of((double) node.number("value_int", 0), Kind.WHOLE);
    }
    if (node.find("value_ints").isPresent()) {
      return shape(node.numbers("value_ints"));
    }
    throw new Refusal("holds neither a tensor nor numbers");
  }

  private static Constant cast(Node node, Constant input) {
    long to = node.number("to", 1);
    // FLOAT, FLOAT16, DOUBLE, BFLOAT16 of the standard's list of types.
    Kind kind = to == 11 ? Kind.DOUBLE : to == 1 || to == 10 || to == 16 ? Kind.FLOAT : Kind.WHOLE;
    return each(new Constant(input.shape(), input.values(), kind), v -> v);
  }

  private static Constant each(Constant input, DoubleUnaryOperator operator) {
    double[] values = new double[input.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = input.kind().round(operator.applyAsDouble(input.values()[i]));
    }
    return new Constant(input.shape(), values, input.kind());
  }

  private static Constant both(List<Constant> inputs, DoubleBinaryOperator operator) {
    Constant a = inputs.get(0);
    Constant b = inputs.get(1);
    int[] shape = Shapes.broadcast(a.shape(), b.shape());
    int[] fromA = Shapes.sources(a.shape(), shape);
    int[] fromB = Shapes.sources(b.shape(), shape);
    double[] values = new double[fromA.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          a.kind().round(operator.applyAsDouble(a.values()[fromA[i]], b.values()[fromB[i]]));
    }
    return new Constant(shape, values, a.kind());
  }

  private static Constant transpose(Node node, Constant input) {
    int[] order = Shapes.order(node, input.rank());
    int[] from = Shapes.transposed(input.shape(), order);
    double[] values = new double[from.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = input.values()[from[i]];
    }
    return new Constant(Shapes.pick(input.shape(), order), values, input.kind());
  }

  private static Constant concatenation(List<Constant> inputs) {
    List<Double> values = new ArrayList<>();
    for (Constant input : inputs) {
      if (input.rank() != 1) {
        throw new Refusal("only lists of numbers can be concatenated here");
      }
      for (double value : input.values()) {
        values.add(value);
      }
    }
    return new Constant(
        new int[] {values.size()},
        values.stream().mapToDouble(Double::doubleValue).toArray(),
        inputs.get(0).kind());
  }

  private static Constant gather(Constant input, Constant indices) {
    if (input.rank() != 1) {
      throw new Refusal("only lists of numbers can be indexed here");
    }
    double[] values = new double[indices.values().length];
    for (int i = 0; i < values.length; i++) {
      int index = (int) indices.values()[i];
      int at = index < 0 ? index + input.values().length : index;
      if (at < 0 || at >= input.values().length) {
        throw new Refusal("index %d of %d values".formatted(index, input.values().length));
      }
      values[i] = input.values()[at];
    }
    return new Constant(indices.shape(), values, input.kind());
  }

  private static Constant bipolar(Constant input, Constant scale) {
    QuantNode.checkScale(scale);
    return both(List.of(input, scale), (v, s) -> v >= 0 ? s : -s);
  }

  private static Constant quantized(QuantNode quant, Constant input) {
    if (quant.isBipolar()) {
      return bipolar(input, quant.scale());
    }
    double least = quant.least();
    double most = quant.most();
    return both(
        List.of(input, quant.scale()),
        (v, s) -> Math.max(least, Math.min(most, Math.rint((float) (v / s)))) * s);
  }
}
