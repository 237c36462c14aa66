package bnn4j.trainer.settings;

import bnn4j.foundation.Numbers;
import bnn4j.foundation.Range;

/**
 * The step size of each epoch. Constant within an epoch.
 *
 * <pre>{@code
 * learning-rate: {start: 0.003, end: 3e-7, schedule: exponential, warmup-epochs: 0}
 * }</pre>
 *
 * @param start of the first epoch after the warm-up, above 0
 * @param end what the last epoch comes close to, above 0 and at most {@code start}; unused where
 *     the schedule is constant
 * @param schedule how it falls from {@code start} to {@code end}
 * @param warmupEpochs epochs at the beginning in which it rises linearly to {@code start}, at least
 *     0
 */
public record LearningRate(double start, double end, Schedule schedule, int warmupEpochs) {
  /** How the rate falls. */
  public enum Schedule {
    /** By the same factor every epoch (formats.md 7.3). */
    EXPONENTIAL,
    /** Along half a cosine wave. */
    COSINE,
    /** Not at all. */
    CONSTANT
  }

  /**
   * @throws bnn4j.foundation.Refusal if a value is out of range or {@code end} above {@code start}
   */
  public LearningRate {
    Range.above("learning-rate.start", start, 0);
    Range.above("learning-rate.end", end, 0);
    Range.atLeast("learning-rate.warmup-epochs", warmupEpochs, 0);
    if (schedule != Schedule.CONSTANT && end > start) {
      throw Range.refusal(
          "learning-rate.end", "at most learning-rate.start, which is " + Numbers.text(start), end);
    }
  }

  /**
   * The rate of one epoch. Without warm-up and with the exponential schedule it is {@code start *
   * (end / start)^(epoch / epochs)} (formats.md 7.3); a warm-up counts as before that, so the fall
   * takes the epochs that remain.
   *
   * @param epoch from 0
   * @param epochs how many there are in all, more than {@code epoch}
   */
  public double at(int epoch, int epochs) {
    if (epoch < warmupEpochs) {
      return start * (epoch + 1) / (warmupEpochs + 1);
    }
    double progress = (epoch - warmupEpochs) / (double) (epochs - warmupEpochs);
    return switch (schedule) {
      case EXPONENTIAL -> start * Math.pow(end / start, progress);
      case COSINE -> end + (start - end) * (1 + Math.cos(Math.PI * progress)) / 2;
      case CONSTANT -> start;
    };
  }
}
