package bnn4j.offload.driver;

import bnn4j.foundation.Refusal;
import bnn4j.offload.engine.TraceListener;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.ImageAccelerator;

/**
 * Runs a network a few layers at a time: the engine, a simulated accelerator, or a board. Images
 * and results are maps in slots, see {@link bnn4j.offload.slots.SlotFormat}.
 */
public interface OffloadAccelerator extends ImageAccelerator {
  /**
   * Takes a network, in place of the one before.
   *
   * @throws Refusal if it is planned for another overlay
   * @throws AcceleratorException if the accelerator does not answer as it should
   */
  void load(OffloadNetwork network);

  /**
   * Runs one image, telling what each layer stores.
   *
   * @param image a map in slots
   * @param listener receives for every layer at least the input of the next one; the engine sends
   *     more
   * @return the result in slots
   * @throws IllegalStateException if nothing has been loaded
   */
  long[] trace(long[] image, TraceListener listener);
}
