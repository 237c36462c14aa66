package bnn4j.board.buffer;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.DeviceBuffer;

/** A source of memory that is shared with the accelerator. */
public interface BufferSource extends AutoCloseable {
  /** Its description: {@code buffers of u-dma-buf (udmabuf0, 32 MiB)}. */
  String description();

  /**
   * Allocates memory.
   *
   * @param words size in 64-bit words, at least 1
   * @throws AcceleratorException if there is not so much in one piece
   */
  DeviceBuffer allocate(int words);

  /** Gives back what it holds; buffers must have been closed before. */
  @Override
  void close();
}
