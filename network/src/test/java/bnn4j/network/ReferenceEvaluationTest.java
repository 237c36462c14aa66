package bnn4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReferenceEvaluationTest {
  private final Random random = new Random(7);

  /** The definition of a convolution with stride, padding and pool, without any trick. */
  @Test
  void stridePaddingAndOverlappingPoolsAreAsTheyAreDefined() {
    Network network =
        Network.of(
                new InputFormat(2, 9, 8), new Precision(DataType.signed(3), DataType.unsigned(2)))
            .convolution(3, 5, 2, 1)
            .pool(new Pool(3, 2))
            .dense(4)
            .scores();
    TrainedNetwork trained = new TrainedNetwork(network, numbers(network));
    long[] words = new long[(9 * 9 * 2 + 7) / 8];
    for (int i = 0; i < words.length; i++) {
      words[i] = random.nextLong();
    }
    List<TrainedLayerTrace> traces = new ReferenceEvaluation(trained).run(words, 0);
    Layer layer = network.layers().get(0);
    TrainedLayer numbers = trained.layers().get(0);
    int[][][] activations = new int[5][5][5];
    for (int row = 0; row < 5; row++) {
      for (int column = 0; column < 5; column++) {
        for (int n = 0; n < 5; n++) {
          double sum = 0;
          for (int i = 0; i < layer.fanIn(); i++) {
            int y = 2 * row - 1 + i / 6;
            int x = 2 * column - 1 + i / 2 % 3;
            if (y >= 0 && y < 9 && x >= 0 && x < 9) {
              int at = (y * 9 + x) * 2 + i % 2;
              double pixel = (byte) (words[at / 8] >>> (at % 8 * 8)) / 128.0;
              sum += pixel * layer.weights().quantized(numbers.weights()[n * layer.fanIn() + i]);
            }
          }
          assertThat(traces.get(0).sums()[(row * 5 + column) * 5 + n]).isEqualTo(sum);
          activations[row][column][n] = DataType.unsigned(2).quantized(numbers.value(n, sum));
        }
      }
    }
    for (int at = 0; at < 2 * 2 * 5; at++) {
      int largest = 0;
      for (int i = 0; i < 9; i++) {
        int row = at / 5 / 2 * 2 + i / 3;
        int column = at / 5 % 2 * 2 + i % 3;
        largest = Math.max(largest, activations[row][column][at % 5]);
      }
      assertThat(traces.get(0).pooled()[at]).isEqualTo((byte) largest);
    }
    assertThat(traces.get(1).activations()).isEmpty();
    assertThat(traces.get(1).values()).hasSize(4);
  }

  private List<TrainedLayer> numbers(Network network) {
    List<TrainedLayer> all = new ArrayList<>();
    for (Layer layer : network.layers()) {
      int neurons = layer.neurons();
      all.add(
          new TrainedLayer(
              neurons,
              layer.fanIn(),
              floats((int) layer.parameters()),
              floats(neurons),
              floats(neurons),
              floats(neurons),
              floats(neurons),
              floats(neurons)));
    }
    return all;
  }

  private float[] floats(int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = random.nextFloat() * 2 - 1;
    }
    return floats;
  }
}
