package bnn4j.board.linux;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that looks like the root of a board's Linux. Devices are regular files, sparse so that
 * the whole physical memory costs nothing.
 *
 * @param root where it is
 */
public record FakeTree(Path root) {
  /** The tree as the board driver takes it. */
  public SystemTree tree() {
    return new SystemTree(root);
  }

  /** A PYNQ-Z1 with its memory as a file. */
  public FakeTree pynqZ1() throws IOException {
    return file("/proc/device-tree/compatible", "xlnx,zynq-7000\0")
        .file("/proc/device-tree/model", "Xilinx Zynq\0")
        .file("/proc/device-tree/chosen/pynq_board", "Pynq-Z1\0")
        .device("/dev/mem", 0xF800_1000L);
  }

  /** An Ultra96 with its memory as a file. */
  public FakeTree ultra96() throws IOException {
    return file("/proc/device-tree/compatible", "avnet,ultra96\0xlnx,zynqmp\0")
        .file("/proc/device-tree/model", "Avnet Ultra96 Rev1\0")
        .device("/dev/mem", 0xFF5E_1000L);
  }

  /** The attributes of Xilinx's fpga_manager, in a state. */
  public FakeTree fpgaManager(String state) throws IOException {
    return file("/sys/class/fpga_manager/fpga0/flags", "")
        .file("/sys/class/fpga_manager/fpga0/firmware", "")
        .file("/sys/class/fpga_manager/fpga0/state", state + "\n")
        .file("/lib/firmware/readme", "");
  }

  /** A device of u-dma-buf. */
  public FakeTree udmabuf(String folder, String name, long address, long bytes) throws IOException {
    String attributes = "/sys/class/" + folder + "/" + name;
    return file(attributes + "/phys_addr", "0x%08x\n".formatted(address))
        .file(attributes + "/size", bytes + "\n")
        .file(attributes + "/sync_for_cpu", "")
        .file(attributes + "/sync_for_device", "")
        .device("/dev/" + name, bytes);
  }

  /** A file with a text. */
  public FakeTree file(String name, String text) throws IOException {
    Path file = tree().at(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    return this;
  }

  /** A file of a size, all zeros. */
  public FakeTree device(String name, long bytes) throws IOException {
    Path file = tree().at(name);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile device = new RandomAccessFile(file.toFile(), "rw")) {
      device.setLength(bytes);
    }
    return this;
  }

  /** The text of a file. */
  public String text(String name) throws IOException {
    return Files.readString(tree().at(name), StandardCharsets.ISO_8859_1);
  }

  /** Four bytes of a file, little-endian. */
  public int word(String name, long offset) throws IOException {
    try (RandomAccessFile device = new RandomAccessFile(tree().at(name).toFile(), "r")) {
      device.seek(offset);
      return Integer.reverseBytes(device.readInt());
    }
  }

  /** Changes four bytes of a file, little-endian. */
  public FakeTree word(String name, long offset, int value) throws IOException {
    try (RandomAccessFile device = new RandomAccessFile(tree().at(name).toFile(), "rw")) {
      device.seek(offset);
      device.writeInt(Integer.reverseBytes(value));
    }
    return this;
  }
}
