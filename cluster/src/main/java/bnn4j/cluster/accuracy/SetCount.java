package bnn4j.cluster.accuracy;

import bnn4j.evaluation.accuracy.AccuracyCheck.Outcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The counts of one set on one shard.
 *
 * @param counts {@code [label][decoded class]}
 * @param undecoded images that decode to a number that is no class
 * @param skipped why pictures could not be read, a line each
 */
record SetCount(long[][] counts, int undecoded, List<String> skipped) implements Serializable {
  /** Of one block. */
  static SetCount of(Outcome outcome, List<String> skipped) {
    return new SetCount(outcome.confusion().counts(), outcome.undecoded(), List.copyOf(skipped));
  }

  /** Of none. */
  static SetCount nothing(int classes) {
    return new SetCount(new long[classes][classes], 0, List.of());
  }

  /** Of both. */
  SetCount plus(SetCount other) {
    int classes = counts.length;
    long[][] sums = new long[classes][classes];
    for (int row = 0; row < classes; row++) {
      for (int column = 0; column < classes; column++) {
        sums[row][column] = counts[row][column] + other.counts[row][column];
      }
    }
    List<String> all = new ArrayList<>(skipped);
    all.addAll(other.skipped);
    return new SetCount(sums, Math.addExact(undecoded, other.undecoded), List.copyOf(all));
  }
}
