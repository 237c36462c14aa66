package bnn4j.board.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real system calls, on regular files. */
@EnabledOnOs(OS.LINUX)
class LinuxDeviceFileTest {
  @TempDir Path root;

  @Test
  void mappedMemoryIsTheFiles() throws IOException {
    FakeTree fake = new FakeTree(root).device("/dev/mem", 1 << 16).word("/dev/mem", 0x101C, 7);
    try (DeviceFile device = open(fake);
        MappedMemory memory = device.map(0x1000, 0x1000)) {
      assertThat(memory.bytes()).isEqualTo(0x1000);
      assertThat(memory.readInt(0x1C)).isEqualTo(7);
      memory.writeInt(0x20, 0x8765_4321);
      assertThat(fake.word("/dev/mem", 0x1020)).isEqualTo(0x8765_4321);
    }
  }

  @Test
  void addressesAbove2GiBAreMappedAsTheyAre() throws IOException {
    FakeTree fake =
        new FakeTree(root).device("/dev/mem", 0xF800_1000L).word("/dev/mem", 0xF800_0170L, 5);
    try (DeviceFile device = open(fake);
        MappedMemory memory = device.map(0xF800_0000L, 0x1000)) {
      assertThat(memory.readInt(0x170)).isEqualTo(5);
    }
  }

  @Test
  void wordsAreLittleEndian() throws IOException {
    FakeTree fake = new FakeTree(root).device("/dev/mem", 1 << 12);
    try (DeviceFile device = open(fake);
        MappedMemory memory = device.map(0, 1 << 12)) {
      memory.write(16, new long[] {-1, 0x1122_3344_5566_7788L, 3}, 1, 2);
      assertThat(fake.word("/dev/mem", 16)).isEqualTo(0x5566_7788);
      assertThat(fake.word("/dev/mem", 20)).isEqualTo(0x1122_3344);
      long[] read = new long[3];
      memory.read(16, read, 1, 2);
      assertThat(read).containsExactly(0, 0x1122_3344_5566_7788L, 3);
    }
  }

  @Test
  void memoryOutlivesTheOpenDeviceButNotItsOwnEnd() throws IOException {
    FakeTree fake = new FakeTree(root).device("/dev/mem", 1 << 12);
    DeviceFile device = open(fake);
    MappedMemory memory = device.map(0, 1 << 12);
    device.close();
    device.close();
    memory.writeInt(0, 9);
    assertThat(memory.readInt(0)).isEqualTo(9);
    memory.close();
    memory.close();
    assertThatThrownBy(() -> memory.readInt(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this memory has been unmapped");
    assertThatThrownBy(() -> memory.read(0, new long[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void accessOutsideIsRefusedBeforeItEndsTheJvm() throws IOException {
    FakeTree fake = new FakeTree(root).device("/dev/mem", 1 << 12);
    try (DeviceFile device = open(fake);
        MappedMemory memory = device.map(0, 1 << 12)) {
      assertThatThrownBy(() -> memory.readInt(1 << 12))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> memory.write((1 << 12) - 8, new long[2], 0, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void failuresSayWhatLinuxSays() throws IOException {
    FakeTree fake = new FakeTree(root).device("/dev/mem", 1 << 12);
    Path mem = fake.tree().at("/dev/mem");
    assertThatThrownBy(() -> DeviceFiles.REAL.open(root.resolve("none"), true))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage("%s: cannot be opened: No such file or directory", root.resolve("none"));
    try (DeviceFile device = open(fake)) {
      assertThatThrownBy(() -> device.map(1, 1 << 12))
          .isInstanceOf(AcceleratorException.class)
          .hasMessage("%s: 4096 bytes at 0x00000001 cannot be mapped: Invalid argument", mem);
      assertThatThrownBy(() -> device.control(0xC0106440, ByteBuffer.allocateDirect(16)))
          .isInstanceOf(AcceleratorException.class)
          .hasMessage("%s: request 0xC0106440 failed: Inappropriate ioctl for device", mem);
    }
  }

  @Test
  void whoIsNotRootIsToldSo() throws IOException {
    FakeTree fake = new FakeTree(root).device("/dev/mem", 1 << 12).file("/sys/flags", "");
    Path mem = fake.tree().at("/dev/mem");
    Files.setPosixFilePermissions(mem, Set.of());
    Files.setPosixFilePermissions(fake.tree().at("/sys/flags"), Set.of());
    assumeFalse(Files.isReadable(mem), "skipped: root may read everything");
    String why = "permission denied; the board's devices belong to root: run it with sudo";
    assertThatThrownBy(() -> open(fake))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage("%s: cannot be opened: %s", mem, why);
    assertThatThrownBy(() -> fake.tree().write("/sys/flags", "0"))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage("%s: cannot be written: %s", fake.tree().at("/sys/flags"), why);
  }

  private static DeviceFile open(FakeTree fake) {
    return DeviceFiles.REAL.open(fake.tree().at("/dev/mem"), true);
  }
}
