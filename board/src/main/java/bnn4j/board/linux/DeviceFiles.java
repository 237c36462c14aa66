package bnn4j.board.linux;

import bnn4j.overlay.driver.AcceleratorException;
import java.nio.file.Path;

/** Opens devices. Tests replace some devices. */
@FunctionalInterface
public interface DeviceFiles {
  /** The devices of the machine that this runs on, by system calls. */
  DeviceFiles REAL = LinuxDeviceFile::open;

  /**
   * Opens a device to read and write.
   *
   * @param device its file
   * @param uncached whether memory mapped from it must bypass the processor's caches
   * @throws AcceleratorException saying why not
   */
  DeviceFile open(Path device, boolean uncached);
}
