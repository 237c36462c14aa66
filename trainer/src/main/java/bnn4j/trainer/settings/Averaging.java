package bnn4j.trainer.settings;

import bnn4j.foundation.Range;

/**
 * Whether several networks learn apart, each from batches of its own, and are averaged now and
 * then.
 *
 * <pre>{@code
 * averaging: {workers: 1, every: 1}
 * }</pre>
 *
 * @param workers networks that learn apart, at least 1; with one there is nothing to average
 * @param every batches of each worker from one averaging to the next, at least 1; the last of an
 *     epoch may come sooner
 */
public record Averaging(int workers, int every) {
  /** One network. */
  public static final Averaging NONE = new Averaging(1, 1);

  /**
   * @throws bnn4j.foundation.Refusal if a count is below 1
   */
  public Averaging {
    Range.atLeast("averaging.workers", workers, 1);
    Range.atLeast("averaging.every", every, 1);
  }

  /** Whether there is anything to average. */
  public boolean enabled() {
    return workers > 1;
  }
}
