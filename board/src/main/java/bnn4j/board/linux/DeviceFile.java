package bnn4j.board.linux;

import bnn4j.overlay.driver.AcceleratorException;
import java.nio.ByteBuffer;

/** An open device. */
public interface DeviceFile extends AutoCloseable {
  /**
   * Maps memory of the device, shared with it.
   *
   * @param offset where it starts, a multiple of the page size
   * @param bytes how much
   * @throws AcceleratorException saying why not
   */
  MappedMemory map(long offset, int bytes);

  /**
   * Asks the device for something of its own (ioctl).
   *
   * @param request what to do, as its driver numbers it
   * @param argument a direct buffer that the driver reads and writes
   * @throws AcceleratorException saying why not
   */
  void control(int request, ByteBuffer argument);

  /** Closes the device; mapped memory stays. */
  @Override
  void close();
}
