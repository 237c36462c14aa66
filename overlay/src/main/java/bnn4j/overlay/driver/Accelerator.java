package bnn4j.overlay.driver;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;

/**
 * Something that runs a whole binarized network at once: the engine, a simulated overlay, a board.
 *
 * <p>All of them give the same words for the same parameters and images. Images are {@link
 * Overlay#inputWords} words each, results {@link Overlay#outputWords}.
 */
public interface Accelerator extends ImageAccelerator {
  /** The overlay that it has been set up for. */
  Overlay overlay();

  /**
   * Loads a network, in place of the one before.
   *
   * @throws Refusal if the set is for another overlay
   * @throws AcceleratorException if the accelerator does not answer as it should
   */
  void load(ParameterSet parameters);
}
