package bnn4j.trainer.settings;

import bnn4j.foundation.Range;

/**
 * Probabilities of dropping values in training.
 *
 * <pre>{@code
 * dropout: {input: 0.2, hidden: 0.5}
 * }</pre>
 *
 * @param input probability to drop a pixel, 0 to below 1
 * @param hidden probability to drop a hidden activation, 0 to below 1
 */
public record Dropout(double input, double hidden) {
  /**
   * @throws bnn4j.foundation.Refusal if one is out of range
   */
  public Dropout {
    Range.fraction("dropout.input", input);
    Range.fraction("dropout.hidden", hidden);
  }
}
