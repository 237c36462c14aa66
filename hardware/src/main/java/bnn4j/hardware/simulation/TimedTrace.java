package bnn4j.hardware.simulation;

import bnn4j.overlay.engine.Trace;
import java.util.List;

/**
 * The values that the hardware computed for one image, with their cycles.
 *
 * @param trace in the form of the engine's
 * @param cycles for each accumulator of each layer the cycle in which it was complete, counted from
 *     when tracing began
 */
public record TimedTrace(Trace trace, List<int[]> cycles) {
  /** Copies the list. */
  public TimedTrace {
    cycles = List.copyOf(cycles);
  }
}
