package bnn4j.offload.engine;

/** Receives the values of each layer. */
public interface TraceListener {
  /**
   * Takes a map.
   *
   * @param name of the layer; in parts of a split followed by a dot and the part
   * @param side rows and columns
   * @param channels that the accelerator computed, those included that fill up its last row of
   *     neurons; of a layer in several iterations, and of a merge, those that go on
   * @param values {@code [row][column][channel]}
   */
  void map(String name, int side, int channels, byte[] values);
}
