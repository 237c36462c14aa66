package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import bnn4j.onnx.graph.Value.Known;
import bnn4j.onnx.graph.Value.Signal;
import java.util.ArrayList;
import java.util.List;

/** A node's inputs and attributes, with what is wrong with them in words. */
final class Operands {
  private Operands() {}

  static Signal signal(Value value) {
    if (value instanceof Signal signal) {
      return signal;
    }
    throw new Refusal("its first input is a constant; expected a value computed from the image");
  }

  /** A parameter, which must not depend on the picture. */
  static Constant known(List<Value> inputs, int index, String what) {
    if (index < inputs.size() && inputs.get(index) instanceof Known known) {
      return known.constant();
    }
    throw new Refusal(what + " is missing or not a constant");
  }

  /** Weights, which no quantizer may have given a range that overlays lack. */
  static Constant weights(List<Value> inputs) {
    Constant weights = known(inputs, 1, "the weights");
    ((Known) inputs.get(1)).madeBy().ifPresent(QuantNode::checkWeights);
    return weights;
  }

  /** Those that are known; null for the others. */
  static List<Constant> constants(List<Value> inputs) {
    List<Constant> constants = new ArrayList<>();
    inputs.forEach(v -> constants.add(v instanceof Known known ? known.constant() : null));
    return constants;
  }

  /** Refuses an attribute, if it is given, whose numbers are others than expected. */
  static void checkAll(Node node, String name, int expected, String why) {
    for (int found : node.numbers(name)) {
      if (found != expected) {
        throw new Refusal("%s %s; %s".formatted(name, Constant.text(node.numbers(name)), why));
      }
    }
  }
}
