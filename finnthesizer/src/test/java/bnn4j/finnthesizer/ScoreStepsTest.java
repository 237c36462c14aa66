package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.finnthesizer.ladder.Ladder;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.AccumulatorDomain;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.ParameterSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreStepsTest {
  @Test
  void aScoreReachesItsStepExactlyIfTheAccumulatorIsAboveTheThreshold() {
    for (String name : List.of("lfcW1A1", "lfcW1A2")) {
      Overlay overlay = Overlays.named(name);
      TrainedNetwork network = new RandomNetwork(8).network(overlay, 2);
      TrainedLayer last = network.layers().get(3);
      System.arraycopy(new float[] {0.5f, -0.25f}, 0, last.gamma(), 0, 2);
      System.arraycopy(new float[] {0.125f, 0.5f}, 0, last.invStd(), 0, 2);
      System.arraycopy(new float[] {3, -2}, 0, last.mean(), 0, 2);
      MatrixLayer layer = overlay.layers().get(3);
      ParameterSet bits =
          Finnthesizer.synthesize(network, overlay, FoldingRule.EXACT, List.of("a", "b"))
              .parameters();
      int low = layer.accumulatorMin();
      int high = layer.accumulatorMax();
      int[] thresholds = {low - 1, low, low + 5, low + 9, high - 1, high};
      double[] steps = ScoreSteps.of(last, new Ladder(2, thresholds).on(bits));
      for (int output = 0; output < steps.length; output++) {
        int sign = last.scale(output % 2) < 0 ? -1 : 1;
        for (int accumulator = low; accumulator <= high; accumulator++) {
          double trained = new AccumulatorDomain(layer).trained(accumulator, sign);
          assertThat(last.value(output % 2, trained) >= steps[output])
              .as("%s, output %d, accumulator %d", name, output, accumulator)
              .isEqualTo(accumulator > thresholds[output]);
        }
      }
    }
  }
}
