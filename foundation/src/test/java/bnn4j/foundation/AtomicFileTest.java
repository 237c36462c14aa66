package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void aFileIsWrittenWithTheFoldersItNeeds() throws IOException {
    Path file = folder.resolve("a/b/c");
    AtomicFile.write(file, out -> out.write(7));
    assertThat(Files.readAllBytes(file)).containsExactly(7);
    assertThat(file.getParent()).isDirectoryContaining(f -> f.equals(file));
  }

  @Test
  void aTextIsWrittenInUtf8() throws IOException {
    Path file = folder.resolve("text");
    AtomicFile.write(file, "5 µs\n");
    assertThat(Files.readString(file)).isEqualTo("5 µs\n");
  }

  @Test
  void aFileHasTheRightsThatEveryNewFileHas() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no POSIX rights");
    Path plain = Files.createFile(folder.resolve("plain"));
    Path file = folder.resolve("file");
    AtomicFile.write(file, out -> out.write(7));
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void whatAKilledWriterLeftIsInNobodysWay() throws IOException {
    Files.write(folder.resolve(".file.new"), new byte[100]);
    Path file = folder.resolve("file");
    AtomicFile.write(file, out -> out.write(7));
    assertThat(Files.readAllBytes(file)).containsExactly(7);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void whenWritingFailsTheOldFileIsStillThereAndNothingElse() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {1});
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 17]);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": cannot be written: disk full");
    assertThat(Files.readAllBytes(file)).containsExactly(1);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aLinkStaysALinkAndWhatItLeadsToIsReplaced() throws IOException {
    Path target = Files.write(folder.resolve("target"), new byte[] {1, 2, 3, 4});
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    AtomicFile.write(Files.createSymbolicLink(folder.resolve("second"), link), out -> out.write(7));
    assertThat(link).isSymbolicLink();
    assertThat(Files.readAllBytes(target)).containsExactly(7);
  }

  @Test
  void aLinkToNothingMakesWhatItLeadsTo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a/new"));
    AtomicFile.write(link, "text");
    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("a/new")).hasContent("text");
  }

  @Test
  void linksInACircleAreRefused() throws IOException {
    Path a = folder.resolve("a");
    Path b = Files.createSymbolicLink(folder.resolve("b"), a);
    Files.createSymbolicLink(a, b);
    assertThatThrownBy(() -> AtomicFile.write(a, "text")).isInstanceOf(Refusal.class);
  }

  @Test
  void aPipeStaysAPipeAndItsReaderGetsTheBytes() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(isLinux(), "no named pipes");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();
    AtomicFile.write(pipe, out -> out.write(new byte[8]));
    assertThat(reader.getInputStream().readAllBytes()).hasSize(8);
    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(pipe).exists();
  }

  @Test
  void aDeviceStaysADevice() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(isLinux(), "no /dev/null");
    Path link = Files.createSymbolicLink(folder.resolve("link"), device);
    AtomicFile.write(link, "text");
    assertThat(Files.readAttributes(device, BasicFileAttributes.class).isOther()).isTrue();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void aFullDiskIsSaidInTheSystemsWords() {
    Path device = Path.of("/dev/full");
    assumeTrue(Files.exists(device), "no /dev/full");
    assertThatThrownBy(() -> AtomicFile.write(device, "text"))
        .isInstanceOf(Refusal.class)
        .hasMessage("/dev/full: cannot be written: No space left on device");
  }

  @Test
  void aFolderIsNotReplaced() {
    assertThatThrownBy(() -> AtomicFile.write(folder, "text"))
        .isInstanceOf(Refusal.class)
        .hasMessage(folder + ": is a folder; expected a file name");
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }
}
