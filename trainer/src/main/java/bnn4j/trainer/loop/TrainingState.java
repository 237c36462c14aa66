package bnn4j.trainer.loop;

import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The state of a run. It is saved in the same file as the network, so that both agree.
 *
 * @param epochs figures of the epochs done, in order
 * @param partial what is done of the next one
 */
public record TrainingState(List<EpochMetrics> epochs, PartialEpoch partial) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no list or no part, or the epochs are not 1, 2, 3
   *     …
   */
  public TrainingState {
    require("epochs", epochs);
    require("partial", partial);
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i) == null || epochs.get(i).epoch() != i + 1) {
        throw new IllegalArgumentException(
            "expected the figures of epoch %d, found %s".formatted(i + 1, epochs.get(i)));
      }
    }
    epochs = List.copyOf(epochs);
  }

  /**
   * Checks that a run can stand there.
   *
   * @param allEpochs of the run
   * @param allBatches of an epoch
   * @throws Refusal if it has not so many
   */
  void checkWithin(int allEpochs, int allBatches) {
    if (epochsDone() > allEpochs || partial.batches() > allBatches) {
      throw new Refusal(
          "%d epochs and %d batches are done, of %d epochs with %d batches each"
              .formatted(epochsDone(), partial.batches(), allEpochs, allBatches));
    }
  }

  private static void require(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("'%s' is missing".formatted(name));
    }
  }

  /**
   * A part of an epoch.
   *
   * @param batches done
   * @param lossSum of their losses
   * @param correct images that the network, dropout and all, decoded right
   * @param seconds they took
   */
  record PartialEpoch(int batches, double lossSum, long correct, double seconds) {
    static final PartialEpoch NOTHING = new PartialEpoch(0, 0, 0, 0);

    /**
     * @throws IllegalArgumentException if a count is below 0 or a sum is no number
     */
    PartialEpoch {
      if (batches < 0 || correct < 0 || !Double.isFinite(lossSum) || !(seconds >= 0)) {
        throw new IllegalArgumentException(
            "expected counts and sums, found %d batches, %d correct, loss %s, %s seconds"
                .formatted(batches, correct, lossSum, seconds));
      }
    }

    PartialEpoch plus(Learner.Learned piece, double pieceSeconds) {
      return new PartialEpoch(
          batches + piece.batches(),
          lossSum + piece.lossSum(),
          correct + piece.correct(),
          seconds + pieceSeconds);
    }
  }

  /** Of a run that has not begun. */
  public static TrainingState start() {
    return new TrainingState(List.of(), PartialEpoch.NOTHING);
  }

  TrainingState with(PartialEpoch newPartial) {
    return new TrainingState(epochs, newPartial);
  }

  /** After one more whole epoch. */
  public TrainingState finished(EpochMetrics epoch) {
    List<EpochMetrics> all = new ArrayList<>(epochs);
    all.add(epoch);
    return new TrainingState(all, PartialEpoch.NOTHING);
  }

  /** Epochs done. */
  public int epochsDone() {
    return epochs.size();
  }

  /**
   * The last of the epochs with the best validation accuracy, counted from 1; 0 without any.
   * Without validation images, where the accuracy is NaN, the last of all.
   */
  public int bestEpoch() {
    return epochs.stream().max(EpochMetrics.BETTER).map(EpochMetrics::epoch).orElse(0);
  }

  /** Epochs in a row, up to the last, that were no better than one before them. */
  int epochsWithoutImprovement() {
    int firstBest =
        epochs.stream()
            .max(
                Comparator.comparingDouble(EpochMetrics::validationAccuracy)
                    .thenComparing(Comparator.comparingInt(EpochMetrics::epoch).reversed()))
            .map(EpochMetrics::epoch)
            .orElse(0);
    return epochsDone() - firstBest;
  }

  /** Seconds of training and evaluation so far. */
  public double seconds() {
    return epochs.stream().mapToDouble(EpochMetrics::seconds).sum() + partial.seconds();
  }
}
