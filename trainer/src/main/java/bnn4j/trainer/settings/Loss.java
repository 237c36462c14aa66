package bnn4j.trainer.settings;

/** The loss function. Targets are -1 and +1. */
public enum Loss {
  /** Mean over batch and classes of {@code max(0, 1 - target * output)^2} (formats.md 7.3). */
  SQUARED_HINGE,
  /**
   * Squared hinge that leaves outputs below the label's index alone: the overlay takes the highest
   * bit that is set (formats.md 5.3), so lower ones do no harm. For overlays with one bit per
   * class.
   */
  HIGHEST_BIT
}
