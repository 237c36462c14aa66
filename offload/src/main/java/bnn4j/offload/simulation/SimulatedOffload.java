package bnn4j.offload.simulation;

import bnn4j.offload.OffloadOverlay;
import bnn4j.overlay.simulation.SimulatedBoard;

/**
 * A board with a multi-layer offload overlay, in software. It knows a network only through its
 * registers: it takes weights from where they point to into memories of its own, and computes from
 * these, with the engine. Belongs to one thread.
 */
public final class SimulatedOffload extends SimulatedBoard {
  /** A board with an overlay. */
  public SimulatedOffload(OffloadOverlay overlay) {
    super(
        overlay.name(),
        0,
        (memory, incidents) ->
            new OffloadRegisters(overlay, new OffloadCore(overlay, memory, incidents)));
  }
}
