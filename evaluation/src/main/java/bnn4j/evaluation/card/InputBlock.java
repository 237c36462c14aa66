package bnn4j.evaluation.card;

import bnn4j.datasets.transform.InputTransform;
import bnn4j.yaml.BlockReader;

/** The block {@code input} of configs and cards. */
public final class InputBlock {
  private InputBlock() {}

  /**
   * Reads it.
   *
   * @param usual what the block leaves out
   * @throws bnn4j.foundation.Refusal if a value cannot be
   */
  public static InputTransform read(BlockReader keys, InputTransform usual) {
    return new InputTransform(
        keys.flag("invert", usual.invert()),
        keys.choice("contrast", usual.contrast()),
        keys.integer(
            "threshold",
            usual.threshold(),
            value -> new InputTransform(false, usual.contrast(), value, usual.dither())),
        keys.choice("dither", usual.dither()),
        keys.choice("fit", usual.fit()));
  }
}
