package bnn4j.onnx.export;

import static bnn4j.onnx.export.GraphWriter.attribute;
import static bnn4j.onnx.export.GraphWriter.number;

import bnn4j.onnx.proto.AttributeProto;
import bnn4j.onnx.proto.AttributeProto.AttributeType;
import bnn4j.onnx.proto.FunctionProto;
import bnn4j.onnx.proto.NodeProto;
import bnn4j.onnx.proto.TensorProto;
import java.util.List;

/**
 * QONNX's operators in terms of ONNX's own, so that every runtime computes them. FINN and qonnx
 * know the operators by name and do not look in here.
 */
final class QonnxFunctions {
  /** In standard's list of types. */
  private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;

  private QonnxFunctions() {}

  /**
   * How many thresholds of its channel a value has reached, times a scale, plus a bias. Channels
   * are the second axis; one row of thresholds is for all.
   */
  static FunctionProto multiThreshold() {
    return function("MultiThreshold", List.of("x", "thresholds"))
        .addAllAttribute(List.of("out_dtype", "out_scale", "out_bias", "data_layout"))
        .addNode(node("Shape", "shape", "x"))
        .addNode(ints("by_pixel", 0, 0, -1))
        .addNode(node("Reshape", "listed", "x", "by_pixel"))
        .addNode(ints("last", 3))
        .addNode(node("Unsqueeze", "values", "listed", "last"))
        .addNode(ints("middle", 1))
        .addNode(node("Unsqueeze", "bounds", "thresholds", "middle"))
        .addNode(node("GreaterOrEqual", "reached", "values", "bounds"))
        .addNode(cast("ones", "reached", FLOAT))
        .addNode(node("ReduceSum", List.of("ones", "last"), "count", number("keepdims", 0)))
        .addNode(node("Reshape", "level", "count", "shape"))
        .addNode(given("scale", "value_float", "out_scale", AttributeType.FLOAT))
        .addNode(given("bias", "value_float", "out_bias", AttributeType.FLOAT))
        .addNode(node("Mul", "scaled", "level", "scale"))
        .addNode(node("Add", "y", "scaled", "bias"))
        .build();
  }

  /** Plus the scale from 0 on, else minus the scale. */
  static FunctionProto bipolarQuant() {
    return function("BipolarQuant", List.of("x", "scale"))
        .addNode(real("zero", 0))
        .addNode(node("GreaterOrEqual", "positive", "x", "zero"))
        .addNode(node("Neg", "minus", "scale"))
        .addNode(node("Where", "y", "positive", "scale", "minus"))
        .build();
  }

  /**
   * The nearest whole number of scales in a range, of two equally near the even one; signed and of
   * one bit it is bipolar.
   */
  static FunctionProto quant() {
    return function("Quant", List.of("x", "scale", "zero_point", "bits"))
        .addAllAttribute(List.of("signed", "narrow", "rounding_mode"))
        .addNode(given("is_signed", "value_int", "signed", AttributeType.INT))
        .addNode(cast("signed_1", "is_signed", FLOAT))
        .addNode(given("is_narrow", "value_int", "narrow", AttributeType.INT))
        .addNode(cast("narrow_1", "is_narrow", FLOAT))
        .addNode(real("one", 1))
        .addNode(real("two", 2))
        .addNode(real("zero", 0))
        .addNode(real("minus_one", -1))
        // The range: 2^(bits - signed) steps on the upper side, as many below 0 if signed.
        .addNode(node("Sub", "magnitude", "bits", "signed_1"))
        .addNode(node("Pow", "half", "two", "magnitude"))
        .addNode(node("Sub", "narrower", "narrow_1", "half"))
        .addNode(node("Mul", "least", "signed_1", "narrower"))
        .addNode(node("Sub", "unsigned_1", "one", "signed_1"))
        .addNode(node("Mul", "cut", "narrow_1", "unsigned_1"))
        .addNode(node("Sub", "top", "half", "one"))
        .addNode(node("Sub", "most", "top", "cut"))
        .addNode(node("Div", "steps", "x", "scale"))
        .addNode(node("Add", "shifted", "steps", "zero_point"))
        .addNode(node("Min", "upper", "shifted", "most"))
        .addNode(node("Max", "limited", "upper", "least"))
        .addNode(node("Round", "rounded", "limited"))
        .addNode(node("GreaterOrEqual", "positive", "shifted", "zero"))
        .addNode(node("Where", "sign", "positive", "one", "minus_one"))
        .addNode(node("Equal", "one_bit", "bits", "one"))
        .addNode(cast("may_be_negative", "is_signed", TensorProto.DataType.BOOL_VALUE))
        .addNode(node("And", "bipolar", "one_bit", "may_be_negative"))
        .addNode(node("Where", "level", "bipolar", "sign", "rounded"))
        .addNode(node("Sub", "centred", "level", "zero_point"))
        .addNode(node("Mul", "y", "centred", "scale"))
        .build();
  }

  private static FunctionProto.Builder function(String name, List<String> inputs) {
    return FunctionProto.newBuilder()
        .setName(name)
        .addAllInput(inputs)
        .addOutput("y")
        .addOpsetImport(GraphWriter.operators())
        .setDomain(GraphWriter.QONNX);
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    return GraphWriter.node("", operator, List.of(inputs), List.of(output), List.of());
  }

  private static NodeProto node(
      String operator, List<String> inputs, String output, AttributeProto attribute) {
    return GraphWriter.node("", operator, inputs, List.of(output), List.of(attribute));
  }

  private static NodeProto cast(String output, String input, int type) {
    return node("Cast", List.of(input), output, number("to", type));
  }

  private static NodeProto ints(String output, int... values) {
    return node("Constant", List.of(), output, GraphWriter.numbers("value_ints", values));
  }

  private static NodeProto real(String output, float value) {
    return node("Constant", List.of(), output, GraphWriter.real("value_float", value));
  }

  /** A constant whose value the caller gives as an attribute. */
  private static NodeProto given(String output, String kind, String from, AttributeType type) {
    return node("Constant", List.of(), output, attribute(kind, type).setRefAttrName(from).build());
  }
}
