package bnn4j.trainer.averaging;

import java.io.Serializable;

/**
 * A part of an epoch that workers train separately from the same state.
 *
 * <p>The batches of an epoch, shuffled as for one worker, are dealt out like cards: the worker of
 * index {@code w} learns from batches {@code w}, {@code w + workers}, {@code w + 2 * workers} …
 * What the workers learn from is disjoint, and together the whole epoch but for less than one batch
 * each.
 *
 * @param epoch from 0
 * @param workers that take part
 * @param first batch of each worker in this round, counted from 0 within its share of the epoch
 * @param batches of each worker in this round, at least 1
 */
public record Round(int epoch, int workers, int first, int batches) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Number in the shuffled epoch of a batch.
   *
   * @param worker from 0
   * @param batch of that worker in this round, from 0
   */
  public int batchOf(int worker, int batch) {
    return (first + batch) * workers + worker;
  }
}
