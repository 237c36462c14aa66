package bnn4j.board.buffer;

import bnn4j.board.linux.DeviceFile;
import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.MappedBytes;
import bnn4j.board.linux.MappedMemory;
import bnn4j.overlay.driver.AcceleratorException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Answers as the zocl driver does, for buffers of up to 1 MiB together. */
final class FakeZocl implements DeviceFiles, DeviceFile {
  static final long ADDRESS = 0x7_0000_0000L;

  /** Where the kernel has its offsets for mapping. */
  private static final long OFFSETS = 0x1_0000_0000L;

  private static final int CAPACITY = 1 << 20;

  final List<String> calls = new ArrayList<>();
  final TreeMap<Integer, Integer> sizes = new TreeMap<>();
  final ByteBuffer memory = ByteBuffer.allocateDirect(CAPACITY);

  /** Added to each address told; makes an older driver of it. */
  long addressError;

  private int used;

  @Override
  public DeviceFile open(Path device, boolean uncached) {
    calls.add("open " + device.getFileName());
    return this;
  }

  @Override
  public MappedMemory map(long offset, int bytes) {
    int start = Math.toIntExact(offset - OFFSETS);
    return new MappedBytes(memory.slice(start, bytes), () -> calls.add("unmap " + start));
  }

  @Override
  public void control(int request, ByteBuffer argument) {
    ByteBuffer words = argument.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (request == ZoclBuffers.CREATE) {
      create(words);
      return;
    }
    int start = words.getInt(0);
    if (!sizes.containsKey(start)) {
      throw new AcceleratorException("handle " + start);
    }
    switch (request) {
      case ZoclBuffers.INFO -> words.putLong(8, sizes.get(start)).putLong(16, address(start));
      case ZoclBuffers.MAP -> words.putLong(8, OFFSETS + start);
      case ZoclBuffers.SYNC ->
          calls.add(
              "sync %d: direction %d, %d bytes from %d"
                  .formatted(start, words.getInt(4), words.getLong(16), words.getLong(8)));
      case ZoclBuffers.CLOSE -> sizes.remove(start);
      default -> throw new AcceleratorException("request " + request);
    }
  }

  private long address(int start) {
    return ADDRESS + start + addressError;
  }

  private void create(ByteBuffer words) {
    long bytes = words.getLong(0);
    if (used + bytes > CAPACITY || words.getInt(12) != ZoclBuffers.FLAGS) {
      throw new AcceleratorException("Cannot allocate memory");
    }
    sizes.put(used, (int) bytes);
    words.putInt(8, used);
    used += (int) bytes;
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
