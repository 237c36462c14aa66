package bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.Precision;
import bnn4j.network.TrainedNetwork;
import bnn4j.onnx.export.QonnxExport;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.onnx.graph.GraphReader;
import bnn4j.onnx.proto.AttributeProto;
import bnn4j.onnx.proto.GraphProto;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.onnx.proto.NodeProto;
import bnn4j.onnx.proto.TensorProto;
import bnn4j.onnx.proto.TensorShapeProto;
import bnn4j.onnx.synthesis.GraphSynthesis;
import bnn4j.onnx.synthesis.OverlaySuggestion;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a graph may not be, said with its node, its reason and what would help; and what it may. */
class GraphRefusalsTest {
  private static final ModelProto LISTS = model(Trained.lists(Precision.of("W1A2")), "W1A2");
  private static final ModelProto PICTURES = model(Trained.pictures(Precision.of("W1A1")), "W1A1");

  @Test
  void otherRoundingsAreRefused() {
    assertRefused(
        nodes(LISTS, n -> n.getOpType().equals("Quant") ? attribute(n, "FLOOR") : n),
        "node layer0_Quant (Quant): uses rounding mode FLOOR");
  }

  @Test
  void aScaleOfZeroIsRefused() {
    assertRefused(tensor(LISTS, "layer0_scale", 0), "layer0_Quant (Quant): a scale of 0");
    assertRefused(tensor(LISTS, "one", 0), "a scale of 0");
  }

  @Test
  void wideWeightsAreRefusedWithTheirRange() {
    ModelProto three =
        nodes(
            LISTS,
            n ->
                n.getName().startsWith("layer1_weights")
                    ? n.toBuilder()
                        .setOpType("Quant")
                        .clearInput()
                        .addAllInput(List.of("layer1_latent", "one", "zero", "three"))
                        .build()
                    : n);
    assertRefused(
        with(three, scalar("three", 3)),
        "node layer1_sums_MatMul (MatMul)",
        "node layer1_weights_BipolarQuant (Quant), which makes 3 bits, -4 to 3");
  }

  @Test
  void weightsThatNoScaleMakesWholeAreRefusedByNeuron() {
    ModelProto raw =
        nodes(
            LISTS,
            n ->
                n.getName().startsWith("layer1_sums")
                    ? n.toBuilder().setInput(1, "layer1_latent").build()
                    : n);
    assertRefused(raw, "node layer1_sums_MatMul (MatMul): neuron 0 has weights of", "and more");
  }

  @Test
  void aScalePerClassIsRefusedWhereScoresAreCompared() {
    ModelProto uneven =
        floats(PICTURES, "layer4_scales", 0.7f, 0.7f, 0.7f, 0.8f, 0.7f, 0.7f, 0.7f, 0.7f, 0.7f, 1);
    assertThatThrownBy(() -> OverlaySuggestion.of(GraphReader.read(uneven), "own"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("node scores_BatchNormalization (BatchNormalization)")
        .hasMessageContaining("scale or shift differ between classes")
        .hasMessageContaining("one scale and one shift for all classes");
  }

  @Test
  void aWeightScalePerClassIsRefusedEvenWhereResultsAreBits() {
    float[] latent = new float[16 * 10];
    for (int i = 0; i < latent.length; i++) {
      latent[i] = i % 10 == 3 ? 2 : 1;
    }
    ModelProto uneven =
        nodes(
            floats(LISTS, "layer2_latent", latent),
            n ->
                n.getName().startsWith("layer2_sums")
                    ? n.toBuilder().setInput(1, "layer2_latent").build()
                    : n);
    GraphNetwork graph = GraphReader.read(uneven);
    Overlay bits = Trained.lists(Precision.of("W1A2"));
    assertThatThrownBy(() -> GraphSynthesis.synthesize(graph, bits, List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "node layer2_sums_MatMul (MatMul): scale or shift differ between classes");
  }

  @Test
  void aNormPerClassIsForOverlaysOfBits() {
    GraphNetwork graph = GraphReader.read(LISTS);
    assertThat(graph.last().isEven()).isFalse();
    assertThat(OverlaySuggestion.of(graph, "own").bitOutput()).isTrue();
  }

  @Test
  void aFallingScaleForAllClassesTurnsTheWeights() {
    float[] falling = new float[10];
    Arrays.fill(falling, -0.7f);
    ParameterSet set = own(floats(PICTURES, "layer4_scales", falling));
    ParameterSet rising = own(PICTURES);
    int top = 16; // synapses of the last layer, the most equal bits that there can be
    for (byte[] pixels : Runs.pictures(set.overlay().network().input(), 12, 1)) {
      int[] counts = Runs.values(rising, Runs.engine(Engine.of(rising), pixels));
      assertThat(Runs.values(set, Runs.engine(Engine.of(set), pixels)))
          .isEqualTo(Arrays.stream(counts).map(c -> top - c).toArray());
    }
  }

  @Test
  void aNeuronWhoseNormHasScaleZeroIsConstant() {
    ModelProto constant = tensor(LISTS, "layer1_scales", 0);
    ParameterSet set = own(constant);
    assertThat(set.thresholds(1, 0)).isNotEmpty();
    GraphNetwork graph = GraphReader.read(constant);
    assertThat(graph.layers().get(1).first(0, 0))
        .isIn(-graph.layers().get(1).largestSum(), graph.layers().get(1).largestSum() + 1);
  }

  @Test
  void anInputThatIsNotPackedSoIsRefusedByPixel() {
    assertRefused(
        tensor(LISTS, "two", 1.9f),
        "the input quantization differs from that of the host",
        "pixel 135 is the first to become another value, expected 128");
    assertRefused(
        tensor(PICTURES, "input_scale", 1 / 64f),
        "node layer0_sums_Conv (Conv): the input quantization differs",
        "expected");
  }

  @Test
  void branchesAreRefused() {
    ModelProto twice =
        nodes(
            LISTS,
            n ->
                n.getName().startsWith("layer2_sums")
                    ? n.toBuilder().setInput(0, "layer0").setInput(1, "layer1_weights").build()
                    : n);
    assertRefused(twice, "node layer2_sums_MatMul (MatMul): an activation is used twice");
    ModelProto sum =
        nodes(
            LISTS,
            n ->
                n.getName().startsWith("layer1_biased")
                    ? n.toBuilder().setInput(1, "layer1_sums").build()
                    : n);
    assertRefused(sum, "combines two values of the network");
  }

  @Test
  void sumsThatAreNotQuantizedAreRefused() {
    ModelProto bare =
        nodes(
            LISTS,
            n ->
                n.getName().startsWith("layer1_sums")
                    ? n.toBuilder().setInput(0, "layer0_normed").build()
                    : n);
    assertRefused(bare, "follows a sum that is not quantized");
  }

  @Test
  void unknownOperatorsAndDomainsAreRefusedByName() {
    assertRefused(
        nodes(LISTS, n -> n.getName().startsWith("layer1_Quant") ? operator(n, "Relu") : n),
        "node layer1_Quant (Relu)",
        "BipolarQuant");
    assertRefused(
        nodes(
            LISTS,
            n -> n.getOpType().equals("Quant") ? n.toBuilder().setDomain("my.ops").build() : n),
        "domain 'my.ops'");
    assertRefused(
        nodes(
            LISTS,
            n ->
                n.getName().startsWith("layer1_sums")
                    ? n.toBuilder().setInput(0, "nowhere").build()
                    : n),
        "its input 'nowhere' is not an input");
  }

  @Test
  void otherOverlaysAreRefusedByLayer() {
    GraphNetwork graph = GraphReader.read(LISTS);
    assertThatThrownBy(() -> GraphSynthesis.synthesize(graph, Overlays.named("lfcW1A2"), List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("pictures of 8x8x1, overlay lfcW1A2 of 28x28x1")
        .hasMessageContaining("overlays from");
    Overlay narrow = Trained.lists(Precision.of("W1A1"));
    assertThatThrownBy(() -> GraphSynthesis.synthesize(graph, narrow, List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("layer 1, node layer1_sums_MatMul (MatMul)")
        .hasMessageContaining("activations of 2 bits, overlay lists computes with 1");
    ModelProto ternary = model(Trained.lists(Precision.of("W2A2")), "W2A2");
    Overlay oneBit = Trained.lists(Precision.of("W1A2"));
    assertThatThrownBy(
            () -> GraphSynthesis.synthesize(GraphReader.read(ternary), oneBit, List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("layer 0, node layer0_sums_MatMul (MatMul)")
        .hasMessageContaining("weights of 2 bits, overlay lists computes with 1");
  }

  @Test
  void namesMustBeAsManyAsResults() {
    GraphNetwork graph = GraphReader.read(LISTS);
    Overlay overlay = OverlaySuggestion.of(graph, "own");
    assertThatThrownBy(() -> GraphSynthesis.synthesize(graph, overlay, List.of("a", "b")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the model has 10 classes, found 2 class names");
  }

  @Test
  void whatExportersVaryIsReadAsTheSame() {
    GraphNetwork expected = GraphReader.read(LISTS);
    ModelProto intQuant =
        nodes(LISTS, n -> n.getOpType().equals("Quant") ? operator(n, "IntQuant") : n);
    ModelProto older =
        nodes(
            LISTS,
            n ->
                n.getDomain().isEmpty()
                    ? n
                    : n.toBuilder().setDomain("finn.custom_op.general").build());
    ModelProto anyBatch =
        LISTS.toBuilder()
            .setGraph(
                LISTS.getGraph().toBuilder()
                    .setInput(
                        0,
                        LISTS.getGraph().getInput(0).toBuilder()
                            .setType(
                                LISTS.getGraph().getInput(0).getType().toBuilder()
                                    .setTensorType(
                                        LISTS
                                            .getGraph()
                                            .getInput(0)
                                            .getType()
                                            .getTensorType()
                                            .toBuilder()
                                            .setShape(
                                                LISTS
                                                    .getGraph()
                                                    .getInput(0)
                                                    .getType()
                                                    .getTensorType()
                                                    .getShape()
                                                    .toBuilder()
                                                    .setDim(
                                                        0,
                                                        TensorShapeProto.Dimension.newBuilder()
                                                            .setDimParam("batch")))))))
            .build();
    for (ModelProto model : List.of(intQuant, older, anyBatch)) {
      GraphNetwork found = GraphReader.read(model);
      assertThat(found.layers()).hasSameSizeAs(expected.layers());
      for (int l = 0; l < expected.layers().size(); l++) {
        assertThat(found.layers().get(l).weights()).isEqualTo(expected.layers().get(l).weights());
        assertThat(found.layers().get(l).lines()).isEqualTo(expected.layers().get(l).lines());
      }
    }
  }

  private static ModelProto model(Overlay overlay, String precision) {
    TrainedNetwork network = Trained.network(overlay.network(), precision.hashCode(), false);
    return QonnxExport.of(network, overlay, Trained.NAMES);
  }

  private static ParameterSet own(ModelProto model) {
    GraphNetwork graph = GraphReader.read(model);
    return GraphSynthesis.synthesize(graph, OverlaySuggestion.of(graph, "own"), List.of())
        .parameters();
  }

  private static void assertRefused(ModelProto model, String... parts) {
    assertThatThrownBy(() -> GraphReader.read(model))
        .isInstanceOf(Refusal.class)
        .message()
        .contains(parts);
  }

  private static ModelProto nodes(ModelProto model, UnaryOperator<NodeProto> change) {
    GraphProto.Builder graph = model.getGraph().toBuilder().clearNode();
    model.getGraph().getNodeList().forEach(n -> graph.addNode(change.apply(n)));
    return model.toBuilder().setGraph(graph).build();
  }

  private static NodeProto operator(NodeProto node, String operator) {
    return node.toBuilder().setOpType(operator).build();
  }

  private static NodeProto attribute(NodeProto node, String rounding) {
    NodeProto.Builder changed = node.toBuilder().clearAttribute();
    for (AttributeProto attribute : node.getAttributeList()) {
      changed.addAttribute(
          attribute.getName().equals("rounding_mode")
              ? attribute.toBuilder().setS(ByteString.copyFromUtf8(rounding)).build()
              : attribute);
    }
    return changed.build();
  }

  /** All values of a tensor set to one. */
  private static ModelProto tensor(ModelProto model, String name, float value) {
    int count =
        model.getGraph().getInitializerList().stream()
            .filter(t -> t.getName().equals(name))
            .mapToInt(t -> t.getRawData().size() / 4)
            .findFirst()
            .orElseThrow();
    float[] values = new float[count];
    Arrays.fill(values, value);
    return floats(model, name, values);
  }

  private static ModelProto floats(ModelProto model, String name, float... values) {
    GraphProto.Builder graph = model.getGraph().toBuilder().clearInitializer();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      TensorProto.Builder changed = tensor.toBuilder();
      if (tensor.getName().equals(name)) {
        changed.clearRawData();
        for (float value : values) {
          changed.addFloatData(value);
        }
      }
      graph.addInitializer(changed);
    }
    return model.toBuilder().setGraph(graph).build();
  }

  private static TensorProto scalar(String name, float value) {
    return TensorProto.newBuilder().setName(name).setDataType(1).addFloatData(value).build();
  }

  private static ModelProto with(ModelProto model, TensorProto tensor) {
    return model.toBuilder().setGraph(model.getGraph().toBuilder().addInitializer(tensor)).build();
  }
}
