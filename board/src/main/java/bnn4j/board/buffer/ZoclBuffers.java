package bnn4j.board.buffer;

import bnn4j.board.linux.DeviceFile;
import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.MappedMemory;
import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.DeviceBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Buffers of zocl, the kernel driver below XRT, asked for directly: contiguous memory, not cached.
 * Requests and structures are those of XRT's {@code zynq_ioctl.h} since 2019 (its older versions
 * number them otherwise, but come with libcma, which is asked first).
 */
final class ZoclBuffers implements BufferSource {
  static final int CREATE = 0xC0106440;
  static final int MAP = 0xC0106443;
  static final int SYNC = 0xC0186444;
  static final int INFO = 0xC0186445;
  static final int CLOSE = 0x40086409;

  /** Contiguous and coherent, that is not cached. Newer drivers do so unasked. */
  static final int FLAGS = 1 << 28 | 1 << 27;

  static final int TO_DEVICE = 0;
  static final int FROM_DEVICE = 1;

  private static final String DEVICES = "/dev/dri";

  private final String name;
  private final DeviceFile device;

  private ZoclBuffers(String name, DeviceFile device) {
    this.name = name;
    this.device = device;
  }

  /** Opens the first render node of the zocl driver, if there is one. */
  static Optional<BufferSource> find(SystemTree tree, DeviceFiles devices) {
    return node(tree)
        .map(node -> new ZoclBuffers(node, devices.open(tree.at(DEVICES + "/" + node), false)));
  }

  /** The name of the first render node of the zocl driver, if there is one. */
  static Optional<String> node(SystemTree tree) {
    return tree.names(DEVICES).stream()
        .filter(name -> name.startsWith("renderD"))
        .filter(
            name ->
                tree.text("/sys/class/drm/" + name + "/device/uevent")
                    .filter(event -> event.contains("DRIVER=zocl"))
                    .isPresent())
        .findFirst();
  }

  @Override
  public String description() {
    return "buffers of zocl (%s/%s)".formatted(DEVICES, name);
  }

  @Override
  public DeviceBuffer allocate(int words) {
    long bytes = Space.pages((long) words * Long.BYTES);
    int handle = create(words, bytes);
    try {
      ByteBuffer info = request(24).putInt(0, handle);
      device.control(INFO, info);
      long address = info.getLong(16);
      if (info.getLong(8) < bytes || address == 0) {
        throw new AcceleratorException(
            ("%s: requested %d bytes, got %d at address 0x%X; this version of zocl is"
                    + " not supported")
                .formatted(description(), bytes, info.getLong(8), address));
      }
      ByteBuffer map = request(16).putInt(0, handle);
      device.control(MAP, map);
      MappedMemory memory = device.map(map.getLong(8), Math.toIntExact(bytes));
      return new SharedBuffer(
          memory, 0, address, words, new Synchronization(handle), () -> free(memory, handle));
    } catch (RuntimeException e) {
      release(handle);
      throw e;
    }
  }

  private int create(int words, long bytes) {
    ByteBuffer create = request(16).putLong(0, bytes).putInt(12, FLAGS);
    if (bytes > Integer.MAX_VALUE) {
      throw new AcceleratorException(
          "%s: %d words exceed the maximum size of a buffer".formatted(description(), words));
    }
    try {
      device.control(CREATE, create);
    } catch (AcceleratorException e) {
      throw new AcceleratorException(
          ("%s: no %d contiguous bytes (%s); boot with more contiguous memory, for"
                  + " example cma=128M on the kernel's command line")
              .formatted(description(), bytes, e.getMessage()),
          e);
    }
    return create.getInt(8);
  }

  private void free(MappedMemory memory, int handle) {
    memory.close();
    release(handle);
  }

  private void release(int handle) {
    device.control(CLOSE, request(8).putInt(0, handle));
  }

  private static ByteBuffer request(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    device.close();
  }

  /** Does nothing for memory that is not cached; the driver knows. */
  private final class Synchronization implements CacheCare {
    private final int handle;

    Synchronization(int handle) {
      this.handle = handle;
    }

    @Override
    public void afterWrite(int offset, int bytes) {
      synchronize(TO_DEVICE, offset, bytes);
    }

    @Override
    public void beforeRead(int offset, int bytes) {
      synchronize(FROM_DEVICE, offset, bytes);
    }

    private void synchronize(int direction, int offset, int bytes) {
      ByteBuffer sync = request(24).putInt(0, handle).putInt(4, direction);
      device.control(SYNC, sync.putLong(8, offset).putLong(16, bytes));
    }
  }
}
