package bnn4j.overlay.driver;

/**
 * A programmed FPGA, seen from the processor: the accelerator's registers, and memory to share with
 * it. A simulated overlay, a board's own Linux and a board behind a network each are one.
 */
public interface Device extends AutoCloseable {
  /** Its description: {@code PYNQ-Z1, registers through /dev/mem at 0x43C00000, …}. */
  String description();

  /** The accelerator's registers. */
  Registers registers();

  /**
   * Allocates memory that the accelerator can reach.
   *
   * @param words size in 64-bit words, at least 1
   * @throws AcceleratorException if there is not so much in one piece
   */
  DeviceBuffer allocate(int words);

  /** Gives back what it holds; buffers must have been closed before. */
  @Override
  void close();
}
