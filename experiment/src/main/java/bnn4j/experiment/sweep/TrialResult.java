package bnn4j.experiment.sweep;

import java.io.Serializable;

/**
 * The result of a trial.
 *
 * @param trial its number
 * @param failure why there is nothing else to tell; null if there is
 * @param epochs that were trained
 * @param bestEpoch by validation accuracy, from 1
 * @param validationAccuracy percent of validation images classified correctly after that epoch
 * @param trainAccuracy percent of training images classified correctly in that epoch, varied and
 *     under dropout
 * @param loss mean of that epoch
 * @param seconds of training and evaluation; no two runs of the same trial take as long
 */
public record TrialResult(
    int trial,
    String failure,
    int epochs,
    int bestEpoch,
    double validationAccuracy,
    double trainAccuracy,
    double loss,
    double seconds)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of a trial that could not be trained to its end. */
  public static TrialResult failed(int trial, String why) {
    return new TrialResult(trial, why, 0, 0, Double.NaN, Double.NaN, Double.NaN, 0);
  }

  /** Whether it was trained to its end. */
  public boolean succeeded() {
    return failure == null;
  }
}
