package bnn4j.trainer.settings;

import bnn4j.foundation.Range;

/**
 * Which states of the network are kept while it trains.
 *
 * <pre>{@code
 * checkpoints: {every: 1, keep: latest-and-best}
 * }</pre>
 *
 * @param every epochs from one to the next, at least 1
 * @param keep which of them stay
 */
public record CheckpointPolicy(int every, Keep keep) {
  /** Which checkpoints stay on disk. */
  public enum Keep {
    /** The newest, and the one with the best validation accuracy. */
    LATEST_AND_BEST,
    /** Every one. */
    ALL
  }

  /**
   * @throws bnn4j.foundation.Refusal if there are less than one epoch between two
   */
  public CheckpointPolicy {
    Range.atLeast("checkpoints.every", every, 1);
  }
}
