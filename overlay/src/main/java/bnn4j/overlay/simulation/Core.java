package bnn4j.overlay.simulation;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;

/** What the accelerator does once it is started: store a parameter, or run images. */
final class Core {
  private final Overlay overlay;
  private final int threads;
  private final ParameterMemories parameters;
  private final PhysicalMemory memory;
  private final Incidents incidents;

  /** Made of the memories; null since something was stored. */
  private Engine engine;

  Core(
      Overlay overlay,
      int threads,
      ParameterMemories parameters,
      PhysicalMemory memory,
      Incidents incidents) {
    this.overlay = overlay;
    this.threads = threads;
    this.parameters = parameters;
    this.memory = memory;
    this.incidents = incidents;
  }

  void store(int target, int pe, int index, int threshold, long value) {
    engine = null;
    parameters.store(target, pe, index, threshold, value);
  }

  /**
   * Runs images from one buffer to the other.
   *
   * @param images 32 bits without sign
   */
  void run(long input, long output, int images) {
    long count = Integer.toUnsignedLong(images);
    long words = count * Math.max(overlay.inputWords(), overlay.outputWords());
    if (words > Integer.MAX_VALUE) {
      incidents.add(
          "requested to run %d images, which exceed the buffer; none is run".formatted(count));
      return;
    }
    if (engine == null) {
      engine = Engine.of(parameters.content());
    }
    long[] packed = memory.read(aligned(input), images * overlay.inputWords());
    memory.write(aligned(output), engine.run(packed, images, threads));
  }

  /** The accelerator moves whole words. */
  private static long aligned(long address) {
    return address & -Long.BYTES;
  }
}
