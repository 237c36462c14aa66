package bnn4j.overlay.simulation;

import bnn4j.overlay.Overlay;

/**
 * A board with one overlay, in software. It behaves as formats.md 6 describes the hardware, down to
 * registers that repeat every 128 bytes; it knows networks only through its registers, and computes
 * from its own memories, with the engine.
 *
 * <p>It does in no time what it is started for: the write to the control register returns when all
 * is computed, however long {@link Faults} make it look. Belongs to one thread.
 */
public final class SimulatedDevice extends SimulatedBoard {
  /** A board without faults, whose overlay computes on so many threads. */
  public SimulatedDevice(Overlay overlay, int threads) {
    this(overlay, threads, Faults.NONE);
  }

  /** A board with faults. */
  public SimulatedDevice(Overlay overlay, int threads, Faults faults) {
    super(
        overlay.name(),
        faults.wordsShort(),
        (memory, incidents) -> {
          ParameterMemories parameters = new ParameterMemories(overlay, incidents, faults.flips());
          Core core = new Core(overlay, threads, parameters, memory, incidents);
          return new SimulatedRegisters(core, faults);
        });
  }
}
