package bnn4j.trainer.settings;

import bnn4j.foundation.Range;

/**
 * The condition that ends a training early.
 *
 * <pre>{@code
 * early-stopping: {patience: 0}
 * }</pre>
 *
 * @param patience epochs in a row without a better validation accuracy after which it ends; 0 for
 *     never
 */
public record EarlyStopping(int patience) {
  /**
   * @throws bnn4j.foundation.Refusal if the patience is negative
   */
  public EarlyStopping {
    Range.atLeast("early-stopping.patience", patience, 0);
  }

  /** Whether training may end early at all. */
  public boolean enabled() {
    return patience > 0;
  }
}
