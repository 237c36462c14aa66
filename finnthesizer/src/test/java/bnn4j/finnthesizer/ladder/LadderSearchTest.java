package bnn4j.finnthesizer.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LadderSearchTest {
  private static final Overlay LFC = Overlays.named("lfcW1A1");
  private static final int CLASSES = 10;
  private static final int BITS = 500;

  private final Random random = new Random(3);

  @Test
  void sumsThatNoSingleThresholdTellsApartAreToldApartInSteps() {
    // The label's sum is the largest, but how large all of them are changes from image to image.
    LadderSample sample =
        sample(3000, (image, label, own) -> 400 + 30 * (image % 6) + (own ? 20 : 0));
    Ladder best = new LadderSearch(sample, set()).best();
    assertThat(best.levels()).isEqualTo(6);
    assertThat(correct(sample, best)).isGreaterThan(2500);
    assertThat(correct(sample, plain())).isLessThan(1500);
  }

  @Test
  void aLadderIsNeverWorseThanPlainBitsOnItsSample() {
    for (int round = 0; round < 10; round++) {
      int noise = 5 + 10 * round;
      LadderSample sample =
          sample(200, (image, label, own) -> (own ? 520 : 490) + random.nextInt(noise));
      Ladder best = new LadderSearch(sample, set()).best();
      assertThat(correct(sample, best)).isGreaterThanOrEqualTo(correct(sample, plain()));
    }
  }

  @Test
  void noThresholdByItselfCanBeMovedToSomewhereBetter() {
    LadderSample sample =
        sample(120, (image, label, own) -> (own ? 510 : 490) + random.nextInt(40));
    Ladder best = new LadderSearch(sample, set()).best();
    long reached = correct(sample, best);
    for (int output = 0; output < 60; output++) {
      int[] thresholds = best.thresholds();
      int from = output < CLASSES ? 480 : thresholds[output - CLASSES];
      int to = output + CLASSES < 60 ? thresholds[output + CLASSES] : 560;
      for (int threshold = Math.max(480, from); threshold <= Math.min(560, to); threshold++) {
        thresholds[output] = threshold;
        assertThat(correct(sample, new Ladder(CLASSES, thresholds))).isLessThanOrEqualTo(reached);
      }
    }
  }

  /** What a class's sum is. */
  private interface Sums {
    int of(int image, int label, boolean own);
  }

  private LadderSample sample(int images, Sums sums) {
    int[] labels = random.ints(images, 0, CLASSES).toArray();
    int[] accumulators = new int[images * CLASSES];
    for (int i = 0; i < accumulators.length; i++) {
      int label = i % CLASSES;
      accumulators[i] = sums.of(i / CLASSES, label, labels[i / CLASSES] == label);
    }
    return new LadderSample(CLASSES, accumulators, labels);
  }

  private static long correct(LadderSample sample, Ladder ladder) {
    return IntStream.range(0, sample.images())
        .filter(
            image -> {
              long word = sample.word(ladder, image);
              int highest = word == 0 ? 0 : 63 - Long.numberOfLeadingZeros(word);
              return highest % CLASSES == sample.labels()[image];
            })
        .count();
  }

  private static Ladder plain() {
    return new Ladder(CLASSES, IntStream.generate(() -> BITS).limit(CLASSES).toArray());
  }

  /** The search asks a set for its thresholds only. */
  private static ParameterSet set() {
    List<String> names = IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
    return new ParameterSet(
        LFC, LFC.layers().stream().map(LadderSearchTest::memory).toList(), names);
  }

  private static LayerMemory memory(MatrixLayer layer) {
    int pes = layer.folding().pe();
    long[][] thresholds = new long[pes][layer.tmem()];
    for (long[] memory : thresholds) {
      Arrays.fill(memory, BITS);
    }
    return new LayerMemory(new long[pes][layer.wmem()], thresholds);
  }
}
