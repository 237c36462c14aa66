package bnn4j.onnx.export;

import bnn4j.network.Shape;
import bnn4j.onnx.graph.GraphReader;
import bnn4j.onnx.proto.AttributeProto;
import bnn4j.onnx.proto.FunctionProto;
import bnn4j.onnx.proto.GraphProto;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.onnx.proto.NodeProto;
import bnn4j.onnx.proto.OperatorSetIdProto;
import bnn4j.onnx.proto.StringStringEntryProto;
import bnn4j.onnx.proto.TensorAnnotation;
import bnn4j.onnx.proto.TensorProto;
import bnn4j.onnx.proto.TensorShapeProto;
import bnn4j.onnx.proto.TypeProto;
import bnn4j.onnx.proto.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Puts a graph together, node after node. The same calls give the same bytes. */
final class GraphWriter {
  /** Where QONNX's operators live. */
  static final String QONNX = "qonnx.custom_op.general";

  /** The newest that FINN's ONNX and everything since 2021 reads, and that knows functions. */
  private static final int IR_VERSION = 8;

  private static final int OPERATOR_SET = 13;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final List<FunctionProto> functions = new ArrayList<>();
  private final long batch;

  /**
   * An empty graph.
   *
   * @param batch pictures at a time; 0 for any number
   */
  GraphWriter(String name, int batch) {
    graph.setName(name);
    this.batch = batch;
  }

  /** A node of ONNX's own operators with one output, named after what it makes. */
  void node(String operator, String output, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(node("", operator, inputs, List.of(output), List.of(attributes)));
  }

  /** A node of QONNX's operators. */
  void custom(String operator, String output, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(node(QONNX, operator, inputs, List.of(output), List.of(attributes)));
  }

  /**
   * Maps as rows of values, channel by channel.
   *
   * @param map their shape
   * @return the name of the result
   */
  String flattened(String values, Shape map) {
    String flat = values + "_flat";
    node("Flatten", flat, List.of(values), number("axis", 1));
    between(flat, map.values());
    return flat;
  }

  /** The index of the largest value of each row. */
  void choice(String output, String scores) {
    integers(output + "_count", 1);
    graph.addNode(
        node(
            "",
            "TopK",
            List.of(scores, output + "_count"),
            List.of(output + "_value", output),
            List.of(number("axis", -1), number("largest", 1), number("sorted", 1))));
  }

  static NodeProto node(
      String domain,
      String operator,
      List<String> inputs,
      List<String> outputs,
      List<AttributeProto> attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder().addAllInput(inputs).addAllOutput(outputs).setOpType(operator);
    node.setName(outputs.get(outputs.size() - 1) + "_" + operator).addAllAttribute(attributes);
    return domain.isEmpty() ? node.build() : node.setDomain(domain).build();
  }

  /** Floats that are known. */
  void floats(String name, float[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    graph.addInitializer(tensor(name, TensorProto.DataType.FLOAT, bytes, shape));
  }

  /** One float that is known. */
  void scalar(String name, float value) {
    floats(name, new float[] {value});
  }

  /** Whole numbers that are known. */
  void integers(String name, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    graph.addInitializer(tensor(name, TensorProto.DataType.INT64, bytes, values.length));
  }

  private static TensorProto tensor(
      String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
    return TensorProto.newBuilder()
        .addAllDims(LongStream.of(shape).boxed().toList())
        .setDataType(type.getNumber())
        .setName(name)
        .setRawData(ByteString.copyFrom(bytes.rewind()))
        .build();
  }

  /** Says which numbers a tensor can hold, as FINN names them: BIPOLAR, INT2, UINT8. */
  void annotate(String tensor, String type) {
    graph.addQuantizationAnnotation(
        TensorAnnotation.newBuilder()
            .setTensorName(tensor)
            .addQuantParameterTensorNames(entry("finn_datatype", type)));
  }

  /** The tensor that comes in, for one picture of the given shape. */
  void input(String name, long... shape) {
    graph.addInput(value(name, TensorProto.DataType.FLOAT, shape));
  }

  /** A tensor in between, for those who show graphs. */
  void between(String name, long... shape) {
    graph.addValueInfo(value(name, TensorProto.DataType.FLOAT, shape));
  }

  /** A tensor of floats that goes out. */
  void output(String name, long... shape) {
    graph.addOutput(value(name, TensorProto.DataType.FLOAT, shape));
  }

  /** A tensor of whole numbers that goes out. */
  void wholeOutput(String name, long... shape) {
    graph.addOutput(value(name, TensorProto.DataType.INT64, shape));
  }

  private ValueInfoProto value(String name, TensorProto.DataType type, long... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    TensorShapeProto.Dimension.Builder first = TensorShapeProto.Dimension.newBuilder();
    dimensions.addDim(batch == 0 ? first.setDimParam("batch") : first.setDimValue(batch));
    for (long size : shape) {
      dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(dimensions)))
        .build();
  }

  /** Defines one of QONNX's operators, for those who do not know it. */
  void define(FunctionProto function) {
    functions.add(function);
  }

  /**
   * The model.
   *
   * @param classNames of the classes that its outputs stand for
   * @param levels outputs of each class
   */
  ModelProto model(List<String> classNames, int levels) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("bnn4j")
            .setGraph(graph)
            .addOpsetImport(operators())
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(QONNX).setVersion(1))
            .addAllFunctions(functions);
    model.addMetadataProps(entry(GraphReader.CLASSES, String.join("\n", classNames)));
    if (levels > 1) {
      model.addMetadataProps(entry(GraphReader.LEVELS, Integer.toString(levels)));
    }
    return model.build();
  }

  static OperatorSetIdProto operators() {
    return OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET).build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  static AttributeProto number(String name, long value) {
    return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
  }

  static AttributeProto real(String name, float value) {
    return attribute(name, AttributeProto.AttributeType.FLOAT).setF(value).build();
  }

  static AttributeProto word(String name, String value) {
    return attribute(name, AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto numbers(String name, int... values) {
    return attribute(name, AttributeProto.AttributeType.INTS)
        .addAllInts(IntStream.of(values).asLongStream().boxed().toList())
        .build();
  }

  static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
