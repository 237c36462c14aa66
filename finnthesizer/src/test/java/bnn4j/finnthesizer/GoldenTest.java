package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The finnthesizer rule against what the original generator wrote. */
class GoldenTest {
  @TestFactory
  Stream<DynamicTest> everyFileEqualsTheOriginalsToTheByte() throws IOException {
    List<GoldenCase> cases = GoldenCase.all();
    assumeFalse(cases.isEmpty(), "golden vectors are absent");
    return cases.stream()
        .map(golden -> DynamicTest.dynamicTest(golden.toString(), () -> compare(golden)));
  }

  private static void compare(GoldenCase golden) throws IOException {
    TrainedNetwork network = NpzModel.read(golden.npz(), golden.overlay());
    List<String> names =
        IntStream.range(0, network.network().outputs()).mapToObj(i -> "class " + i).toList();
    Synthesis synthesis =
        Finnthesizer.synthesize(network, golden.overlay(), FoldingRule.FINNTHESIZER, names);
    Map<String, byte[]> expected = golden.expected();
    // The original writes ten names whatever the network has.
    expected.remove("classes.txt");
    Map<String, byte[]> actual = files(synthesis.parameters());
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, bytes) -> assertThat(actual.get(name)).as(name).isEqualTo(bytes));
  }

  private static Map<String, byte[]> files(ParameterSet parameters) {
    Map<String, byte[]> files = new TreeMap<>();
    for (MatrixLayer layer : parameters.overlay().layers()) {
      LayerMemory memory = parameters.layers().get(layer.index());
      for (int pe = 0; pe < layer.folding().pe(); pe++) {
        String name = layer.index() + "-" + pe;
        files.put(name + "-weights.bin", littleEndian(memory.weights()[pe]));
        if (layer.hasThresholds()) {
          files.put(name + "-thres.bin", littleEndian(memory.thresholds()[pe]));
        }
      }
    }
    String header = ConfigHeader.of(parameters.overlay());
    files.put("hw/config.h", header.getBytes(StandardCharsets.US_ASCII));
    return files;
  }

  private static byte[] littleEndian(long[] words) {
    ByteBuffer bytes =
        ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }
}
