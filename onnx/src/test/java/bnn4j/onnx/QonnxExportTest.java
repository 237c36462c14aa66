package bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.onnx.export.QonnxExport;
import bnn4j.onnx.graph.GraphReader;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.onnx.proto.NodeProto;
import bnn4j.onnx.synthesis.GraphSynthesis;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trained networks as QONNX graphs. */
class QonnxExportTest {
  private static final List<String> NAMES =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  @ParameterizedTest
  @ValueSource(strings = {"W1A1", "W1A2", "W2A2"})
  void onnxruntimeDecidesAsTheEngine(String precision) {
    Overlay pictures = pictures(Precision.of(precision));
    Overlay lists = lists(Precision.of(precision));
    for (Overlay overlay : List.of(pictures, lists)) {
      TrainedNetwork network = trained(overlay.network(), new Random(11), false);
      ParameterSet set = set(network, overlay);
      ModelProto model = QonnxExport.of(network, overlay, NAMES);
      Engine engine = Engine.of(set);
      try (Runs.Session session = new Runs.Session(model)) {
        for (byte[] pixels : Runs.pictures(overlay.network().input(), 40, 2)) {
          Map<String, Object> run = session.run(overlay.network().input(), pixels);
          float[] scores = ((float[][]) run.get("scores"))[0];
          int[] values = Runs.values(set, Runs.engine(engine, pixels));
          for (int c = 0; c < scores.length; c++) {
            if (overlay.bitOutput()) {
              assertThat(scores[c] >= 0).isEqualTo(values[c] == 1);
            } else {
              assertThat(scores[c] >= scores[0]).isEqualTo(values[c] >= values[0]);
            }
          }
        }
      }
      ParameterSet back =
          GraphSynthesis.synthesize(GraphReader.read(model), overlay, List.of()).parameters();
      Engine other = Engine.of(back);
      for (byte[] pixels : Runs.pictures(overlay.network().input(), 40, 3)) {
        assertThat(Runs.engine(other, pixels)).isEqualTo(Runs.engine(engine, pixels));
      }
    }
  }

  @Test
  void aGraphOfOneBitHasOneQuantForFinnToSee() {
    Overlay overlay = lists(Precision.of("W1A1"));
    ModelProto model =
        QonnxExport.of(trained(overlay.network(), new Random(12), false), overlay, NAMES);
    assertThat(model.getGraph().getNodeList())
        .filteredOn(n -> n.getOpType().equals("Quant"))
        .extracting(NodeProto::getDomain)
        .containsExactly("qonnx.custom_op.general");
  }

  @Test
  void aTieIsRefusedByNeuron() {
    Overlay overlay = lists(Precision.of("W1A2"));
    TrainedNetwork network = trained(overlay.network(), new Random(13), false);
    TrainedLayer layer = network.layers().get(1);
    // A sum of 2 becomes exactly 1/2: +1 in training, 0 for QONNX, which rounds to even.
    layer.bias()[3] = 0;
    layer.mean()[3] = 0;
    layer.beta()[3] = 0;
    layer.gamma()[3] = 0.25f;
    layer.invStd()[3] = 1;
    assertThatThrownBy(() -> QonnxExport.of(network, overlay, NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("layer 1, neuron 3")
        .hasMessageContaining("level 2 from 2 on, the graph from 3 on")
        .hasMessageContaining("--format finn");
  }

  @Test
  void aScaleOfZeroIsRefusedByNeuron() {
    Overlay overlay = lists(Precision.of("W1A1"));
    TrainedNetwork network = trained(overlay.network(), new Random(14), false);
    network.layers().get(0).gamma()[5] = 0;
    assertThatThrownBy(() -> QonnxExport.of(network, overlay, NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("layer 0, neuron 5: a batch norm scale of 0");
  }

  @Test
  void aPoolBeforeTheNormIsWrittenThereUnlessAScaleIsNegative() {
    Overlay overlay = pictures(Precision.of("W1A1"));
    TrainedNetwork network = trained(overlay.network(), new Random(15), true);
    TrainedLayer pooled = network.layers().get(1);
    for (int n = 0; n < pooled.neurons(); n++) {
      pooled.gamma()[n] = Math.abs(pooled.gamma()[n]);
    }
    assertThatCode(() -> QonnxExport.of(network, overlay, NAMES)).doesNotThrowAnyException();
    pooled.gamma()[2] *= -1;
    assertThatThrownBy(() -> QonnxExport.of(network, overlay, NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("layer 1, neuron 2: pooled before a batch norm of negative scale");
  }

  @Test
  void halfWeightsStayWhatTheyAre() {
    Overlay overlay = lists(Precision.of("W2A2"));
    TrainedNetwork network = trained(overlay.network(), new Random(16), false);
    float[] weights = network.layers().get(0).weights();
    weights[0] = 0.5f;
    weights[1] = -0.5f;
    ModelProto model = QonnxExport.of(network, overlay, NAMES);
    assertThat(GraphReader.read(model).layers().get(0).weights()).startsWith((byte) 1, (byte) 0);
  }

  private static Overlay lists(Precision precision) {
    Network network = Network.fullyConnected(new InputFormat(1, 8, 1), precision, 10, 24, 16);
    return new Overlay("lists", network, Collections.nCopies(3, new Folding(1, 1)));
  }

  private static Overlay pictures(Precision precision) {
    Network network =
        Network.of(new InputFormat(3, 12, 8), precision)
            .convolution(3, 8)
            .convolution(3, 8)
            .pool(2)
            .convolution(3, 16)
            .dense(16)
            .dense(10)
            .scores();
    return new Overlay("pictures", network, Collections.nCopies(5, new Folding(1, 1)));
  }

  private static ParameterSet set(TrainedNetwork network, Overlay overlay) {
    return Finnthesizer.synthesize(network, overlay, FoldingRule.EXACT, NAMES).parameters();
  }

  /** Random numbers; one batch norm for all classes, as scores need it. */
  private static TrainedNetwork trained(Network network, Random random, boolean poolsBeforeNorm) {
    List<TrainedLayer> layers = new ArrayList<>();
    for (int l = 0; l < network.layers().size(); l++) {
      int neurons = network.layers().get(l).neurons();
      int synapses = network.layers().get(l).fanIn();
      boolean scores = l == network.layers().size() - 1 && network.output().givesScores();
      double spread = l == 0 && !network.input().isBinary() ? 0.3 : Math.sqrt(synapses);
      float[] bias = floats(neurons, i -> scores ? 0 : random.nextInt(3) - 1);
      float[] gamma = floats(neurons, i -> scores ? 0.7f : random.nextFloat() * 2 - 0.7f);
      float[] mean =
          floats(neurons, i -> scores ? 1.25f : (float) (random.nextGaussian() * spread / 2));
      layers.add(
          new TrainedLayer(
              neurons,
              synapses,
              floats(neurons * synapses, i -> random.nextFloat() * 2 - 1),
              bias,
              gamma,
              floats(neurons, i -> scores ? -0.3f : (float) random.nextGaussian() / 3),
              mean,
              floats(
                  neurons,
                  i -> scores ? 0.1f : (float) (1 / (spread * (0.5 + random.nextFloat()))))));
    }
    return new TrainedNetwork(network, layers, poolsBeforeNorm);
  }

  private interface Value {
    float at(int index);
  }

  private static float[] floats(int count, Value value) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = value.at(i);
    }
    return floats;
  }
}
