package bnn4j.board.buffer;

import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.driver.AcceleratorException;
import java.util.Optional;

/**
 * The buffer sources of a board in order of preference: installed modules first, then those of old
 * images, then those of new images.
 */
public final class BufferSources {
  /** What to install where there is none of them. */
  public static final String MISSING =
      "load the u-dma-buf kernel module (insmod u-dma-buf.ko udmabuf0=0x4000000), or use a PYNQ"
          + " image, which has libcma (2.3 to 2.6) or zocl (2.7 and newer)";

  private BufferSources() {}

  /**
   * Opens the first that is there.
   *
   * @throws AcceleratorException if none is, or it cannot be opened
   */
  public static BufferSource open(SystemTree tree, DeviceFiles devices) {
    return UDmaBuffers.find(tree, devices)
        .or(() -> CmaBuffers.find(tree))
        .or(() -> ZoclBuffers.find(tree, devices))
        .orElseThrow(
            () ->
                new AcceleratorException(
                    "no memory that is shared with the accelerator: no /sys/class/u-dma-buf, no"
                        + " /dev/xlnk with /usr/lib/libcma.so, no /dev/dri/renderD* of zocl; "
                        + MISSING));
  }

  /** Which of them would be opened, and why, without opening it. */
  public static Optional<String> find(SystemTree tree) {
    if (!tree.names("/sys/class/u-dma-buf").isEmpty()) {
      return Optional.of("u-dma-buf: /sys/class/u-dma-buf has devices");
    }
    if (!tree.names("/sys/class/udmabuf").isEmpty()) {
      return Optional.of("u-dma-buf: /sys/class/udmabuf has devices");
    }
    if (tree.has(CmaBuffers.DRIVER) && tree.has(CmaBuffers.LIBRARY)) {
      return Optional.of(
          "libcma: there are %s and %s".formatted(CmaBuffers.DRIVER, CmaBuffers.LIBRARY));
    }
    return ZoclBuffers.node(tree).map(node -> "zocl: it drives /dev/dri/" + node);
  }
}
