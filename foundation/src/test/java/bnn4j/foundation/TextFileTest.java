package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  @TempDir private Path folder;

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "\ufeffname: größe\r\n");
    assertThat(TextFile.read(file)).isEqualTo("name: größe\r\n");
    assertThat(TextFile.withoutMark("a\ufeff")).isEqualTo("a\ufeff");
    assertThat(TextFile.withoutMark("")).isEmpty();
  }

  @Test
  void otherEncodingsAndMissingFilesAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[] {'a', (byte) 0xe9});
    assertThatThrownBy(() -> TextFile.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": expected text in UTF-8, found other bytes");
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> TextFile.read(none))
        .isInstanceOf(Refusal.class)
        .hasMessage(none + ": no such file");
  }

  @Test
  void theMarkSaysTheEncoding() {
    assertThat(TextFile.decode("\ufeffgröße".getBytes(StandardCharsets.UTF_8))).isEqualTo("größe");
    assertThat(TextFile.decode("\ufeffgröße".getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo("größe");
    assertThat(TextFile.decode("\ufeffgröße".getBytes(StandardCharsets.UTF_16BE)))
        .isEqualTo("größe");
    assertThat(TextFile.decode(new byte[0])).isEmpty();
  }
}
