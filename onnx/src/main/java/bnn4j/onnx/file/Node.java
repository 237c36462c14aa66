package bnn4j.onnx.file;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.proto.AttributeProto;
import bnn4j.onnx.proto.NodeProto;
import java.util.List;
import java.util.Optional;

/**
 * A node of a graph, with attributes by name.
 *
 * @param proto as in the file
 */
public record Node(NodeProto proto) {
  /** What it computes. */
  public String operator() {
    return proto.getOpType();
  }

  /** Names of its inputs; an input that is left out is empty. */
  public List<String> inputs() {
    return proto.getInputList();
  }

  /** Names of its outputs. */
  public List<String> outputs() {
    return proto.getOutputList();
  }

  /** What it is called in messages: {@code node conv1 (Conv)}. */
  @Override
  public String toString() {
    String name = proto.getName();
    if (name.isEmpty()) {
      name = outputs().isEmpty() ? "without a name" : "that makes '%s'".formatted(outputs().get(0));
    }
    return "node %s (%s)".formatted(name, operator());
  }

  /** A refusal that names this node. */
  public Refusal refuse(String why) {
    return new Refusal(this + ": " + why);
  }

  /** A whole number; the default if it is not given. */
  public long number(String name, long otherwise) {
    return find(name).map(AttributeProto::getI).orElse(otherwise);
  }

  /** A real number; the default if it is not given. */
  public float real(String name, float otherwise) {
    return find(name).map(AttributeProto::getF).orElse(otherwise);
  }

  /** A word; the default if it is not given. */
  public String word(String name, String otherwise) {
    return find(name).map(a -> a.getS().toStringUtf8()).orElse(otherwise);
  }

  /** Whole numbers, the largest ints for larger ones; the default if they are not given. */
  public int[] numbers(String name, int... otherwise) {
    return find(name)
        .map(a -> a.getIntsList().stream().mapToInt(Node::limited).toArray())
        .orElse(otherwise);
  }

  private static int limited(long value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  /** The attribute, if it is given. */
  public Optional<AttributeProto> find(String name) {
    return proto.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }
}
