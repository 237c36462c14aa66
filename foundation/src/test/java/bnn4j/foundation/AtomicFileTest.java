package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        .hasMessage(file + ": cannot be written: java.io.IOException: disk full");
    assertThat(Files.readAllBytes(file)).containsExactly(1);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
