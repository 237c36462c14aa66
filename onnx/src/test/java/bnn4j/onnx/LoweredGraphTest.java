package bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.onnx.export.DataflowExport;
import bnn4j.onnx.export.DataflowExport.Target;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.onnx.graph.GraphReader;
import bnn4j.onnx.proto.AttributeProto;
import bnn4j.onnx.proto.GraphProto;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.onnx.proto.NodeProto;
import bnn4j.onnx.proto.TensorProto;
import bnn4j.onnx.synthesis.GraphSynthesis;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Graphs as FINN's streamlining leaves them: channels last, convolutions as Im2Col and MatMul, bits
 * counted by XnorPopcountMatMul, thresholds in that count.
 */
class LoweredGraphTest {
  @Test
  void aLoweredGraphIsTheNetworkThatItWas() {
    for (Precision precision : List.of(new Precision(1, 1), new Precision(1, 2))) {
      ParameterSet set = Runs.randomSet(overlay(precision), 10, new Random(7));
      ModelProto plain = DataflowExport.of(set, Target.FINN);
      ModelProto lowered = lowered(plain, precision.activations().bits() == 1);
      GraphNetwork graph = GraphReader.read(lowered);
      assertThat(graph.choosesClass()).isTrue();
      ParameterSet back = GraphSynthesis.synthesize(graph, set.overlay(), List.of()).parameters();
      assertThat(DataflowExport.of(back, Target.FINN)).isEqualTo(plain);
    }
  }

  private static Overlay overlay(Precision precision) {
    Network network =
        Network.of(new InputFormat(3, 12, 8), precision)
            .convolution(3, 8)
            .convolution(3, 8)
            .pool(2)
            .convolution(3, 16)
            .dense(16)
            .dense(10)
            .scores();
    return new Overlay("small", network, Collections.nCopies(5, new Folding(1, 1)));
  }

  /** The graph with the same numbers in FINN's form. */
  private static ModelProto lowered(ModelProto model, boolean popcount) {
    return new Lowering(model, popcount).model();
  }

  private static final class Lowering {
    private final ModelProto model;
    private final boolean popcount;
    private final GraphProto.Builder graph;
    private final Map<String, TensorProto> tensors = new HashMap<>();
    private final List<NodeProto> nodes = new ArrayList<>();
    private int layer;

    Lowering(ModelProto model, boolean popcount) {
      this.model = model;
      this.popcount = popcount;
      this.graph = model.getGraph().toBuilder().clearNode().clearInitializer();
      model.getGraph().getInitializerList().forEach(t -> tensors.put(t.getName(), t));
    }

    ModelProto model() {
      nodes.add(node("Transpose", "", "pixels_last", ints("perm", 0, 2, 3, 1), "pixels"));
      Map<String, String> names = new HashMap<>(Map.of("pixels", "pixels_last"));
      for (NodeProto old : model.getGraph().getNodeList()) {
        String in = names.getOrDefault(old.getInput(0), old.getInput(0));
        String out = old.getOutput(0);
        switch (old.getOpType()) {
          case "Conv" -> convolution(old, in, out);
          case "MatMul" -> product(old.getInput(1), in, out, tensors.get(old.getInput(1)));
          case "MultiThreshold" -> thresholds(old, in, out);
          case "MaxPool" ->
              nodes.add(
                  old.toBuilder()
                      .setOpType("MaxPoolNHWC")
                      .setDomain("qonnx.custom_op.channels_last")
                      .setInput(0, in)
                      .build());
          case "Flatten" -> {
            // FINN flattens channels last too, and has moved the weights' rows accordingly.
            nodes.add(node("Transpose", "", out + "_first", ints("perm", 0, 3, 1, 2), in));
            nodes.add(node("Reshape", "", out, null, out + "_first", "flat_shape"));
            graph.addInitializer(
                TensorProto.newBuilder()
                    .setName("flat_shape")
                    .setDataType(7)
                    .addDims(2)
                    .addInt64Data(1)
                    .addInt64Data(-1));
          }
          default -> nodes.add(old);
        }
      }
      graph.addAllNode(nodes);
      tensors.values().forEach(graph::addInitializer);
      return model.toBuilder().setGraph(graph).build();
    }

    private void convolution(NodeProto old, String in, String out) {
      TensorProto kernels = tensors.remove(old.getInput(1));
      nodes.add(
          node("Im2Col", "qonnx.custom_op.general", out + "_squares", ints("kernel_size", 3, 3), in)
              .toBuilder()
              .addAttribute(ints("stride", 1, 1))
              .build());
      int neurons = (int) kernels.getDims(0);
      int channels = (int) kernels.getDims(1);
      float[] from = floats(kernels);
      float[] matrix = new float[from.length];
      for (int i = 0; i < from.length; i++) {
        int neuron = i / (channels * 9);
        int channel = i / 9 % channels;
        matrix[(i % 9 * channels + channel) * neurons + neuron] = from[i];
      }
      product(old.getInput(1), out + "_squares", out, tensor("", matrix, channels * 9, neurons));
    }

    private void product(String name, String in, String out, TensorProto matrix) {
      float[] values = floats(matrix);
      boolean counts = popcount && layer++ > 0;
      for (int i = 0; counts && i < values.length; i++) {
        values[i] = values[i] > 0 ? 1 : 0;
      }
      tensors.put(name, tensor(name, values, (int) matrix.getDims(0), (int) matrix.getDims(1)));
      nodes.add(
          counts
              ? node("XnorPopcountMatMul", "qonnx.custom_op.general", out, null, in, name)
              : node("MatMul", "", out, null, in, name));
    }

    /** Bits are 0 and 1 between layers that count them, and thresholds in the count. */
    private void thresholds(NodeProto old, String in, String out) {
      NodeProto.Builder node = old.toBuilder().setInput(0, in).clearAttribute();
      boolean bits = popcount && !out.equals("input");
      for (AttributeProto attribute : old.getAttributeList()) {
        node.addAttribute(
            switch (attribute.getName()) {
              case "data_layout" ->
                  attribute.toBuilder().setS(ByteString.copyFromUtf8("NHWC")).build();
              case "out_scale" -> bits ? attribute.toBuilder().setF(1).build() : attribute;
              case "out_bias" -> bits ? attribute.toBuilder().setF(0).build() : attribute;
              default -> attribute;
            });
      }
      nodes.add(node.build());
      if (bits && layer > 1) {
        String name = old.getInput(1);
        TensorProto bounds = tensors.get(name);
        float[] values = floats(bounds);
        int synapses = (int) tensors.get(name.replace("thresholds", "weights")).getDims(0);
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) Math.ceil((values[i] + synapses) / 2);
        }
        tensors.put(name, tensor(name, values, (int) bounds.getDims(0), (int) bounds.getDims(1)));
      }
    }

    private static NodeProto node(
        String operator, String domain, String out, AttributeProto attribute, String... inputs) {
      NodeProto.Builder node =
          NodeProto.newBuilder()
              .setOpType(operator)
              .setDomain(domain)
              .addAllInput(List.of(inputs))
              .addOutput(out);
      return attribute == null ? node.build() : node.addAttribute(attribute).build();
    }

    private static AttributeProto ints(String name, long... values) {
      AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
      for (long value : values) {
        attribute.addInts(value);
      }
      return attribute.build();
    }

    private static float[] floats(TensorProto tensor) {
      ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      float[] values = new float[bytes.remaining() / 4];
      bytes.asFloatBuffer().get(values);
      return values;
    }

    private static TensorProto tensor(String name, float[] values, int... shape) {
      TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(1);
      for (int size : shape) {
        tensor.addDims(size);
      }
      for (float value : values) {
        tensor.addFloatData(value);
      }
      ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      return tensor.clearFloatData().setRawData(ByteString.copyFrom(bytes)).build();
    }
  }
}
