package bnn4j.finnthesizer.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.OutputCode;
import bnn4j.network.Precision;
import bnn4j.overlay.Folding;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final int CLASSES = 3;
  private static final Overlay OVERLAY =
      new Overlay(
          "tiny",
          Network.fullyConnected(new InputFormat(1, 8, 1), new Precision(1, 1), 32, 16),
          List.of(new Folding(16, 8), new Folding(8, 4)));

  private final Random random = new Random(11);

  @Test
  void everyOutputOfALadderAsksItsClassesAccumulatorForItsOwnThreshold() {
    ParameterSet bits = bits();
    Ladder ladder = new Ladder(CLASSES, new int[] {4, 5, 6, 7, 7, 8, 8, 9, 9, 10, 11, 12});
    ParameterSet set = ladder.on(bits);
    assertThat(set.classNames()).containsExactly("a", "b", "c");
    assertThat(set.outputNames())
        .containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c");
    assertThat(set.output()).isEqualTo(OutputCode.thresholds(4));
    assertThat(set.levels()).isEqualTo(4);
    Engine engine = Engine.of(set);
    Engine plain = Engine.of(bits);
    long seen = 0;
    for (int image = 0; image < 50; image++) {
      long[] input = {random.nextLong()};
      int[] sums = plain.trace(input, 0).layers().get(1).accumulators();
      long word = engine.run(input, 1, 1)[0];
      for (int output = 0; output < 12; output++) {
        boolean fires = sums[output % CLASSES] > ladder.threshold(output);
        assertThat((word >>> output & 1) == 1).as("output %d", output).isEqualTo(fires);
      }
      seen |= word;
    }
    assertThat(Long.bitCount(seen)).isGreaterThan(6);
  }

  @Test
  void aLadderHasAsManyLevelsAsThereAreOutputs() {
    assertThat(Ladder.levels(Overlays.named("lfcW1A1"), 10)).isEqualTo(6);
    assertThat(Ladder.levels(Overlays.named("lfcW1A2"), 26)).isEqualTo(2);
    assertThat(Ladder.levels(OVERLAY, CLASSES)).isEqualTo(10);
  }

  @Test
  void anOverlayWithoutOutputsForItIsRefused() {
    assertThatThrownBy(() -> Ladder.levels(Overlays.named("lfcW1A1"), 47))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "output ladder: the 64 outputs of lfcW1A1 do not suffice for a second level of 47"
                + " classes; use bits");
    assertThatThrownBy(() -> Ladder.levels(Overlays.named("cnvW1A1"), 10))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "output ladder requires an overlay with one bit per output; cnvW1A1 outputs"
                + " scores, use bits");
  }

  @Test
  void thresholdsThatFallAreNoLadder() {
    assertThatThrownBy(() -> new Ladder(2, new int[] {1, 5, 2, 4}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("thresholds fall at output 3");
  }

  /** A set of random weights; what it says does not matter. */
  private ParameterSet bits() {
    List<LayerMemory> memories = OVERLAY.layers().stream().map(this::memory).toList();
    return new ParameterSet(OVERLAY, memories, List.of("a", "b", "c"));
  }

  private LayerMemory memory(MatrixLayer layer) {
    int pes = layer.folding().pe();
    long[][] weights = new long[pes][layer.wmem()];
    long[][] thresholds = new long[pes][layer.tmem()];
    for (int pe = 0; pe < pes; pe++) {
      for (int word = 0; word < weights[pe].length; word++) {
        weights[pe][word] = random.nextLong() >>> (Long.SIZE - layer.folding().simd());
      }
      for (int word = 0; word < thresholds[pe].length; word++) {
        thresholds[pe][word] = layer.accumulatorMax() / 2;
      }
    }
    return new LayerMemory(weights, thresholds);
  }
}
