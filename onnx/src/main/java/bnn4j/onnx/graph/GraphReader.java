package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import bnn4j.onnx.graph.Value.Activation;
import bnn4j.onnx.graph.Value.Decision;
import bnn4j.onnx.graph.Value.Known;
import bnn4j.onnx.graph.Value.Pixels;
import bnn4j.onnx.graph.Value.Signal;
import bnn4j.onnx.graph.Value.Sum;
import bnn4j.onnx.graph.Value.Unknown;
import bnn4j.onnx.proto.GraphProto;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.onnx.proto.NodeProto;
import bnn4j.onnx.proto.StringStringEntryProto;
import bnn4j.onnx.proto.TensorProto;
import bnn4j.onnx.proto.TensorShapeProto;
import bnn4j.onnx.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a graph node by node: what is known is computed, the picture's way is followed, and what no
 * accelerator can do is refused by name.
 */
public final class GraphReader {
  /** Under this key a file of ours holds its class names, one per line. */
  public static final String CLASSES = "bnn4j.classes";

  /** Under this key a file of ours says how many bits stand for each class, if it is not one. */
  public static final String LEVELS = "bnn4j.levels";

  /** Where operators live that are not ONNX's own; the older ones first. */
  private static final Set<String> DOMAINS =
      Set.of(
          "",
          "ai.onnx",
          "onnx.brevitas",
          "finn.custom_op.general",
          "qonnx.custom_op.general",
          "qonnx.custom_op.channels_last");

  /** The most values of a picture. */
  private static final int MOST_VALUES = 1 << 22;

  private final Map<String, Value> values = new HashMap<>();
  private final Chain chain = new Chain();
  private final HostPicture host = new HostPicture();
  private final SignalRules rules = new SignalRules(chain, host);

  private GraphReader() {}

  /**
   * Reads a model's graph.
   *
   * @throws Refusal naming the node that does what no overlay can, why, and what would help
   */
  public static GraphNetwork read(ModelProto model) {
    return new GraphReader().network(model);
  }

  private GraphNetwork network(ModelProto model) {
    GraphProto graph = model.getGraph();
    for (TensorProto tensor : graph.getInitializerList()) {
      values.put(tensor.getName(), new Known(Constant.of(tensor)));
    }
    Positions picture = picture(graph);
    for (NodeProto node : graph.getNodeList()) {
      follow(new Node(node));
    }
    Value result = result(graph);
    Signal last = result instanceof Decision decision ? decision.last() : (Signal) result;
    if (chain.size() == 0) {
      throw new Refusal("the graph has no layer with weights");
    }
    checkEnd(last);
    List<GraphLayer> layers = chain.layers(last);
    int outputs = layers.get(layers.size() - 1).shape().neurons();
    return new GraphNetwork(
        graph.getName(),
        picture.channels(),
        picture.dimension(),
        host.pixels(),
        layers,
        result instanceof Decision,
        classNames(model),
        levels(model, outputs));
  }

  private Positions picture(GraphProto graph) {
    List<ValueInfoProto> inputs =
        graph.getInputList().stream().filter(i -> !values.containsKey(i.getName())).toList();
    if (inputs.size() != 1) {
      throw new Refusal(
          "the graph has %d inputs, %s; expected one, the image"
              .formatted(inputs.size(), inputs.stream().map(ValueInfoProto::getName).toList()));
    }
    ValueInfoProto input = inputs.get(0);
    List<TensorShapeProto.Dimension> dimensions =
        input.getType().getTensorType().getShape().getDimList();
    long[] shape = dimensions.stream().mapToLong(d -> d.getDimValue()).toArray();
    Positions positions =
        positions(shape)
            .orElseThrow(
                () ->
                    new Refusal(
                        ("input '%s' has the shape %s; expected square pictures, [1, channels,"
                                + " rows, columns] or [1, values]; fix the sizes when exporting")
                            .formatted(input.getName(), java.util.Arrays.toString(shape))));
    values.put(
        input.getName(),
        new Pixels(positions, List.of(PixelReading.bytes(), PixelReading.fractions())));
    return positions;
  }

  private static Optional<Positions> positions(long[] shape) {
    double size = 1;
    for (int i = 1; i < shape.length; i++) {
      size *= shape[i];
    }
    if (shape.length < 2 || shape[0] > 1 << 20 || !(size >= 1 && size <= MOST_VALUES)) {
      return Optional.empty();
    }
    for (int i = 1; i < shape.length; i++) {
      if (shape[i] < 1) {
        return Optional.empty();
      }
    }
    if (shape.length == 4 && shape[2] == shape[3]) {
      return Optional.of(Positions.channelsFirst((int) shape[1], (int) shape[2]));
    }
    if (shape.length == 4 && shape[1] == shape[2]) {
      return Optional.of(Positions.channelsLast((int) shape[3], (int) shape[1]));
    }
    if (shape.length == 2) {
      int count = (int) shape[1];
      int side = (int) Math.sqrt(count);
      return Optional.of(
          side * side == count
              ? Positions.channelsLast(1, side).in(new int[] {1, count})
              : Positions.list(count));
    }
    return Optional.empty();
  }

  private void follow(Node node) {
    Value value;
    try {
      value = value(node);
    } catch (Refusal e) {
      throw new Refusal(node + ": " + e.getMessage(), e);
    }
    for (String output : node.outputs()) {
      if (!output.isEmpty()) {
        values.put(output, value);
      }
    }
  }

  private Value value(Node node) {
    if (!DOMAINS.contains(node.proto().getDomain())) {
      throw new Refusal(
          "operator of the unsupported domain '%s'; export the model as QONNX"
              .formatted(node.proto().getDomain()));
    }
    List<Value> inputs = new ArrayList<>();
    for (String name : node.inputs()) {
      if (!name.isEmpty() && !values.containsKey(name)) {
        throw new Refusal(
            "its input '%s' is not an input, an initializer or an output of an earlier node"
                .formatted(name));
      }
      inputs.add(values.get(name));
    }
    for (Value input : inputs) {
      if (input instanceof Unknown unknown) {
        return unknown;
      }
    }
    boolean signal = inputs.stream().anyMatch(v -> v instanceof Signal || v instanceof Decision);
    if (signal) {
      return rules.follow(node, inputs);
    }
    List<Constant> constants = new ArrayList<>();
    inputs.forEach(v -> constants.add(v instanceof Known known ? known.constant() : null));
    requireInputs(node, constants);
    Optional<QuantNode> madeBy = madeBy(node, inputs, constants);
    return ConstantFolding.fold(node, constants)
        .<Value>map(constant -> new Known(constant, madeBy))
        .orElseGet(() -> new Unknown(node.refuse("cannot be computed here; fold constants first")));
  }

  /** A Quant, also where its values were moved afterwards. */
  private static Optional<QuantNode> madeBy(
      Node node, List<Value> inputs, List<Constant> constants) {
    return switch (node.operator()) {
      case "Quant", "IntQuant" -> Optional.of(QuantNode.of(node, constants));
      case "Identity", "Cast", "Transpose", "Reshape", "Flatten", "Squeeze", "Unsqueeze" ->
          inputs.get(0) instanceof Known known ? known.madeBy() : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Operators look at their first input, and most at the second, without asking. */
  private static void requireInputs(Node node, List<Constant> inputs) {
    int needed =
        switch (node.operator()) {
          case "Constant" -> 0;
          case "Add",
              "Sub",
              "Mul",
              "Div",
              "Pow",
              "Max",
              "Min",
              "Reshape",
              "Gather",
              "BipolarQuant" ->
              2;
          default -> 1;
        };
    if (inputs.size() < needed || inputs.subList(0, needed).contains(null)) {
      throw new Refusal("expected %d inputs, found %d".formatted(needed, inputs.size()));
    }
    if (node.operator().equals("Concat") && inputs.contains(null)) {
      throw new Refusal("an input is missing");
    }
  }

  /** The output that holds the results; what the host makes of them may be another. */
  private Value result(GraphProto graph) {
    Value found = null;
    for (ValueInfoProto output : graph.getOutputList()) {
      Value value = values.get(output.getName());
      if (value == null) {
        throw new Refusal("output '%s' is not computed by any node".formatted(output.getName()));
      }
      if (value instanceof Unknown unknown) {
        throw unknown.why();
      }
      if (value instanceof Signal || found == null) {
        found = value;
      }
    }
    if (found instanceof Decision || (found instanceof Signal && !(found instanceof Pixels))) {
      return found;
    }
    throw new Refusal("the graph has no output that depends on its image");
  }

  private void checkEnd(Signal last) {
    int layer =
        last instanceof Sum sum
            ? sum.layer()
            : last instanceof Activation activation ? activation.layer() : -1;
    if (layer != chain.size() - 1) {
      throw new Refusal("the graph's output is not the output of its last layer");
    }
    if (!last.positions().isList()) {
      throw new Refusal(
          "the graph ends in a map of %s; overlays end in a dense layer"
              .formatted(Constant.text(last.positions().shape())));
    }
  }

  private static List<String> classNames(ModelProto model) {
    return property(model, CLASSES).map(text -> List.of(text.split("\n", -1))).orElse(List.of());
  }

  private static int levels(ModelProto model, int outputs) {
    String text = property(model, LEVELS).orElse("1");
    int levels = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (levels < 1 || outputs % levels != 0) {
      throw new Refusal(
          "its property %s is '%s'; expected a divisor of the %d results"
              .formatted(LEVELS, text, outputs));
    }
    return levels;
  }

  private static Optional<String> property(ModelProto model, String key) {
    return model.getMetadataPropsList().stream()
        .filter(p -> p.getKey().equals(key))
        .findFirst()
        .map(StringStringEntryProto::getValue);
  }
}
