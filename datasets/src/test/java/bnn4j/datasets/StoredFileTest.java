package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFileTest {
  @TempDir Path folder;

  private final byte[] content = {1, 2, 3, 4, 5, 6, 7};

  @Test
  void aPackedFileReadsAsTheRawOne() throws IOException {
    StoredFile raw = new StoredFile(Files.write(folder.resolve("raw"), content));
    StoredFile packed = new StoredFile(packed("packed.gz"));
    assertThat(packed.size()).isEqualTo(raw.size()).isEqualTo(7);
    assertThat(packed.sha256()).isEqualTo(raw.sha256());
    try (InputStream in = packed.open()) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none");
    assertThatThrownBy(() -> new StoredFile(file).size())
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": no such file");
    assertThatThrownBy(() -> new StoredFile(file).sha256()).hasMessage(file + ": no such file");
  }

  @Test
  void whetherAFileIsPackedShowsInItsBytesAndNotInItsName() throws IOException {
    StoredFile raw = new StoredFile(Files.write(folder.resolve("raw.gz"), content));
    StoredFile packed = new StoredFile(packed("packed.bin"));
    assertThat(raw.isPacked()).isFalse();
    assertThat(raw.size()).isEqualTo(7);
    assertThat(packed.isPacked()).isTrue();
    assertThat(packed.size()).isEqualTo(7);
    assertThat(packed.sha256()).isEqualTo(raw.sha256());
  }

  @Test
  void aStumpOfAGzipFileIsRefused() throws IOException {
    byte[] stump = Arrays.copyOf(Files.readAllBytes(packed("whole.gz")), 17);
    Path file = Files.write(folder.resolve("stump.gz"), stump);
    assertThatThrownBy(() -> new StoredFile(file).size())
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": a gzip file has at least 18 bytes, found 17");
  }

  @Test
  void aSizeThatDeflateCannotReachIsRefused() throws IOException {
    Path file = packed("bomb.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] = 0x7f;
    Files.write(file, bytes);
    assertThatThrownBy(() -> new StoredFile(file).size())
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s: offset %d: 2130706439 unpacked bytes cannot come from %d packed ones;"
                    .formatted(file, bytes.length - 4, bytes.length)
                + " the file is damaged");
  }

  private Path packed(String name) throws IOException {
    Path file = folder.resolve(name);
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content);
    }
    return file;
  }
}
