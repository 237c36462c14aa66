package bnn4j.board;

import bnn4j.board.linux.DeviceFile;
import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.FakeTree;
import bnn4j.board.linux.MappedMemory;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Registers;
import bnn4j.overlay.simulation.SimulatedDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A board with an overlay that computes. Its Linux is a folder, in which the memory to share is a
 * file that the driver maps for real; only its registers, which in a file would not react, are
 * those of a simulated overlay, and what that does to its memory is done to the file's.
 */
final class FakeBoard implements DeviceFiles {
  private static final String SHARED = "/dev/udmabuf0";
  private static final int WORDS = 1 << 16;
  private static final long BASE = 0x43C0_0000L;
  private static final int CONTROL = 0x00;
  private static final int LOADING = 0x28;

  private final FakeTree fake;
  private final SimulatedDevice overlay;
  private final DeviceBuffer simulated;
  private final MappedMemory shared;

  /** A PYNQ-Z1 in a folder, programmed with an overlay. */
  FakeBoard(Path root, Overlay overlay) throws IOException {
    this.fake = new FakeTree(root).pynqZ1();
    this.overlay = new SimulatedDevice(overlay, 2);
    this.simulated = this.overlay.allocate(WORDS);
    long bytes = (long) WORDS * Long.BYTES;
    fake.udmabuf("u-dma-buf", "udmabuf0", simulated.physicalAddress(), bytes);
    try (DeviceFile file = DeviceFiles.REAL.open(fake.tree().at(SHARED), false)) {
      this.shared = file.map(0, (int) bytes);
    }
  }

  FakeTree fake() {
    return fake;
  }

  /** What was done to the overlay that hardware would not like. */
  List<String> incidents() {
    return overlay.incidents();
  }

  @Override
  public DeviceFile open(Path device, boolean uncached) {
    DeviceFile file = DeviceFiles.REAL.open(device, uncached);
    return device.equals(fake.tree().at("/dev/mem")) ? new PhysicalMemory(file) : file;
  }

  /** All of it is a file's, but for the range of the overlay's registers. */
  private final class PhysicalMemory implements DeviceFile {
    private final DeviceFile file;

    PhysicalMemory(DeviceFile file) {
      this.file = file;
    }

    @Override
    public MappedMemory map(long offset, int bytes) {
      return offset == BASE ? new Window() : file.map(offset, bytes);
    }

    @Override
    public void control(int request, ByteBuffer argument) {
      file.control(request, argument);
    }

    @Override
    public void close() {
      file.close();
    }
  }

  /** The overlay's registers, as memory. */
  private final class Window implements MappedMemory {
    private final Registers registers = overlay.registers();

    @Override
    public int bytes() {
      return RegisterWindow.BYTES;
    }

    @Override
    public int readInt(int offset) {
      return registers.read(offset);
    }

    /** When images are started, the overlay's memory is made the file's, and back. */
    @Override
    public void writeInt(int offset, int value) {
      boolean run = (offset & 0x7F) == CONTROL && registers.read(LOADING) == 0;
      long[] words = new long[run ? WORDS : 0];
      shared.read(0, words, 0, words.length);
      simulated.write(0, words, 0, words.length);
      registers.write(offset, value);
      simulated.read(0, words, 0, words.length);
      shared.write(0, words, 0, words.length);
    }

    @Override
    public void read(int offset, long[] target, int at, int words) {
      throw new UnsupportedOperationException("registers are read one by one");
    }

    @Override
    public void write(int offset, long[] source, int at, int words) {
      throw new UnsupportedOperationException("registers are written one by one");
    }

    @Override
    public void close() {
      // The simulation goes on.
    }
  }
}
