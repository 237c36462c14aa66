package bnn4j.trainer.settings;

import bnn4j.foundation.Range;

/**
 * How much a network learns from the outputs of the network that it starts from, its teacher,
 * instead of from the labels (Hinton, Vinyals and Dean 2015).
 *
 * <pre>{@code
 * distillation: {weight: 0.5}
 * }</pre>
 *
 * @param weight share of the loss that compares with the teacher's outputs, 0 to 1; 0 disables it
 */
public record Distillation(double weight) {
  /** Learning from labels only. */
  public static final Distillation NONE = new Distillation(0);

  /**
   * Checks the weight.
   *
   * @throws bnn4j.foundation.Refusal if it is outside 0 to 1
   */
  public Distillation {
    if (!(weight >= 0 && weight <= 1)) {
      throw Range.refusal("distillation.weight", "a number from 0 to 1", weight);
    }
  }

  /** Whether there is a teacher. */
  public boolean enabled() {
    return weight > 0;
  }
}
