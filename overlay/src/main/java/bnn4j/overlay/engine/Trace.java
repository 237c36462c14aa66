package bnn4j.overlay.engine;

import java.util.List;

/**
 * Everything that the engine computed for one image. Arrays are not copied and must not be changed.
 *
 * @param input the 8-bit values that came in, {@code [row][column][channel]} in units of 1/128;
 *     empty for a binary input
 * @param layers one per matrix layer
 * @param output the result words; empty for a trace from a folder, which does not hold them
 */
public record Trace(byte[] input, List<LayerTrace> layers, long[] output) {
  /** Copies the list. */
  public Trace {
    layers = List.copyOf(layers);
  }
}
