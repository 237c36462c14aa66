package bnn4j.board.buffer;

import bnn4j.board.linux.DeviceFile;
import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.MappedMemory;
import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.driver.DeviceBuffer;
import java.util.Optional;

/** One device of u-dma-buf, such as {@code /dev/udmabuf0}; mapped on first use. */
final class UDmaRegion {
  /** Of every processor here, or a multiple. Lines are synchronized as a whole. */
  private static final int CACHE_LINE = 64;

  private static final int TO_DEVICE = 1;
  private static final int FROM_DEVICE = 2;

  /** As much as one buffer of Java can be, in whole pages. */
  private static final long LARGEST = Integer.MAX_VALUE / Space.PAGE * Space.PAGE;

  private final SystemTree tree;
  private final DeviceFiles devices;
  private final String attributes;
  private final String name;
  private final long physicalAddress;
  private final int bytes;
  private final Space space;
  private MappedMemory memory;

  /**
   * Reads what the device tells of itself.
   *
   * @param attributes its folder below /sys
   */
  UDmaRegion(SystemTree tree, DeviceFiles devices, String attributes) {
    this.tree = tree;
    this.devices = devices;
    this.attributes = attributes;
    this.name = attributes.substring(attributes.lastIndexOf('/') + 1);
    this.physicalAddress = tree.number(attributes + "/phys_addr");
    this.bytes = (int) Math.min(tree.number(attributes + "/size"), LARGEST);
    this.space = new Space(bytes);
  }

  String description() {
    return "%s, %d KiB".formatted(name, bytes >> 10);
  }

  /** A part of it, if there is one of that size. */
  Optional<DeviceBuffer> allocate(int words) {
    return space.take(Space.pages((long) words * Long.BYTES)).map(start -> buffer(start, words));
  }

  private DeviceBuffer buffer(int start, int words) {
    return new SharedBuffer(
        memory(),
        start,
        physicalAddress + start,
        words,
        new Synchronization(start),
        () -> space.give(start));
  }

  private MappedMemory memory() {
    if (memory == null) {
      try (DeviceFile device = devices.open(tree.at("/dev/" + name), false)) {
        memory = device.map(0, bytes);
      }
    }
    return memory;
  }

  void close() {
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }

  /** Writes back and discards cache lines, through the driver's attributes. */
  private final class Synchronization implements CacheCare {
    private final int start;

    Synchronization(int start) {
      this.start = start;
    }

    @Override
    public void afterWrite(int offset, int length) {
      synchronize("/sync_for_device", offset, length, TO_DEVICE);
    }

    @Override
    public void beforeRead(int offset, int length) {
      synchronize("/sync_for_cpu", offset, length, FROM_DEVICE);
    }

    /** One number says all: where, how much (a multiple of 16), direction in bits 2 and 3, go. */
    private void synchronize(String attribute, int offset, int length, int direction) {
      long first = (long) (start + offset) / CACHE_LINE * CACHE_LINE;
      long end = (start + offset + (long) length + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
      long size = end - first;
      tree.write(attributes + attribute, "0x%08X%08X".formatted(first, size | direction << 2 | 1));
    }
  }
}
