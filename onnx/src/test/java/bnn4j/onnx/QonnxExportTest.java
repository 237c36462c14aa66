package bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.foundation.Refusal;
import bnn4j.network.Precision;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.onnx.export.QonnxExport;
import bnn4j.onnx.graph.GraphReader;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.onnx.proto.NodeProto;
import bnn4j.onnx.synthesis.GraphSynthesis;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trained networks as QONNX graphs. */
class QonnxExportTest {
  @ParameterizedTest
  @ValueSource(strings = {"W1A1", "W1A2", "W2A2"})
  void onnxruntimeDecidesAsTheEngine(String precision) {
    Overlay pictures = Trained.pictures(Precision.of(precision));
    Overlay lists = Trained.lists(Precision.of(precision));
    for (Overlay overlay : List.of(pictures, lists)) {
      TrainedNetwork network = Trained.network(overlay.network(), 11, false);
      ParameterSet set = set(network, overlay);
      ModelProto model = QonnxExport.of(network, overlay, Trained.NAMES);
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
    Overlay overlay = Trained.lists(Precision.of("W1A1"));
    ModelProto model =
        QonnxExport.of(Trained.network(overlay.network(), 12, false), overlay, Trained.NAMES);
    assertThat(model.getGraph().getNodeList())
        .filteredOn(n -> n.getOpType().equals("Quant"))
        .extracting(NodeProto::getDomain)
        .containsExactly("qonnx.custom_op.general");
  }

  @Test
  void aTieIsRefusedByNeuron() {
    Overlay overlay = Trained.lists(Precision.of("W1A2"));
    TrainedNetwork network = Trained.network(overlay.network(), 13, false);
    TrainedLayer layer = network.layers().get(1);
    // A sum of 2 becomes exactly 1/2: +1 in training, 0 for QONNX, which rounds to even.
    layer.bias()[3] = 0;
    layer.mean()[3] = 0;
    layer.beta()[3] = 0;
    layer.gamma()[3] = 0.25f;
    layer.invStd()[3] = 1;
    assertThatThrownBy(() -> QonnxExport.of(network, overlay, Trained.NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("layer 1, neuron 3")
        .hasMessageContaining("level 2 at 2, the graph at 3")
        .hasMessageContaining("--format finn");
  }

  @Test
  void aScaleOfZeroIsRefusedByNeuron() {
    Overlay overlay = Trained.lists(Precision.of("W1A1"));
    TrainedNetwork network = Trained.network(overlay.network(), 14, false);
    network.layers().get(0).gamma()[5] = 0;
    assertThatThrownBy(() -> QonnxExport.of(network, overlay, Trained.NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("layer 0, neuron 5: a batch norm scale of 0");
  }

  @Test
  void aPoolBeforeTheNormIsWrittenThereUnlessAScaleIsNegative() {
    Overlay overlay = Trained.pictures(Precision.of("W1A1"));
    TrainedNetwork network = Trained.network(overlay.network(), 15, true);
    TrainedLayer pooled = network.layers().get(1);
    for (int n = 0; n < pooled.neurons(); n++) {
      pooled.gamma()[n] = Math.abs(pooled.gamma()[n]);
    }
    assertThatCode(() -> QonnxExport.of(network, overlay, Trained.NAMES))
        .doesNotThrowAnyException();
    pooled.gamma()[2] *= -1;
    assertThatThrownBy(() -> QonnxExport.of(network, overlay, Trained.NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("layer 1, neuron 2: pooled before a batch norm of negative scale");
  }

  @Test
  void halfWeightsStayWhatTheyAre() {
    Overlay overlay = Trained.lists(Precision.of("W2A2"));
    TrainedNetwork network = Trained.network(overlay.network(), 16, false);
    float[] weights = network.layers().get(0).weights();
    weights[0] = 0.5f;
    weights[1] = -0.5f;
    ModelProto model = QonnxExport.of(network, overlay, Trained.NAMES);
    assertThat(GraphReader.read(model).layers().get(0).weights()).startsWith((byte) 1, (byte) 0);
  }

  private static ParameterSet set(TrainedNetwork network, Overlay overlay) {
    return Finnthesizer.synthesize(network, overlay, FoldingRule.EXACT, Trained.NAMES).parameters();
  }
}
