package bnn4j.finnthesizer.ladder;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Searches the ladder that classifies most images of a sample correctly by the highest bit.
 *
 * <p>Coordinate ascent: one threshold after the other moves to where it serves best with all others
 * as they are, which a histogram over the accumulators shows exactly, until none improves. Such an
 * ascent ends on a hill, not on the highest, so it begins several times: with plain bits, and with
 * rungs at equal distances, which are those of the batch norm because they count in standard
 * deviations of a class's accumulator.
 */
public final class LadderSearch {
  /** Lowest rungs and distances tried, in standard deviations from the threshold of plain bits. */
  private static final double[] LOWEST = {-2, -1, 0};

  private static final double[] DISTANCES = {0.1, 0.2, 0.35, 0.6};

  private final LadderSample sample;
  private final int[] bits;
  private final int levels;
  private final int always;
  private final int never;

  /**
   * A search.
   *
   * @param sample images of known class
   * @param set with one output per class, of which the sample is
   * @throws bnn4j.foundation.Refusal if its overlay has no outputs for a ladder
   */
  public LadderSearch(LadderSample sample, ParameterSet set) {
    MatrixLayer last = set.overlay().layers().get(set.layers().size() - 1);
    this.sample = sample;
    this.levels = Ladder.levels(set.overlay(), sample.classes());
    this.bits =
        IntStream.range(0, sample.classes())
            .map(label -> set.thresholds(last.index(), label)[0])
            .toArray();
    this.always = last.accumulatorMin() - 1;
    this.never = last.accumulatorMax();
  }

  /** The best ladder found; of equals the first, and plain bits come first. */
  public Ladder best() {
    return beginnings().stream()
        .map(beginning -> new LadderAscent(sample, always, never, beginning))
        .map(LadderAscent::climb)
        .max(Comparator.comparingInt(LadderAscent.Summit::correct))
        .orElseThrow()
        .ladder();
  }

  private List<Ladder> beginnings() {
    List<Ladder> beginnings = new ArrayList<>();
    int[] plain = new int[levels * bits.length];
    Arrays.fill(plain, never);
    for (int label = 0; label < bits.length; label++) {
      plain[label] = within(bits[label]);
    }
    beginnings.add(new Ladder(bits.length, plain));
    double[] deviations = IntStream.range(0, bits.length).mapToDouble(sample::deviation).toArray();
    for (double lowest : LOWEST) {
      for (double distance : DISTANCES) {
        beginnings.add(equalDistances(deviations, lowest, distance));
      }
    }
    return beginnings;
  }

  private Ladder equalDistances(double[] deviations, double lowest, double distance) {
    int[] thresholds = new int[levels * bits.length];
    for (int output = 0; output < thresholds.length; output++) {
      int label = output % bits.length;
      int level = output / bits.length;
      double rung = lowest + distance * level;
      thresholds[output] = within(bits[label] + Math.round(rung * deviations[label]));
    }
    return new Ladder(bits.length, thresholds);
  }

  private int within(long threshold) {
    return (int) Math.max(always, Math.min(never, threshold));
  }
}
