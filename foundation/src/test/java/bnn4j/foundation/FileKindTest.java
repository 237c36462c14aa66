package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {
  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version https://git-lfs.github.com/spec/v1 | Git LFS pointer
          <!doctype html><html>                      | web page
          {\"error\": \"no such thing\"}             | text file
          The quick brown fox                        | text file
          GIF89a..........                           | GIF picture
          %PDF-1.7........                           | PDF document
          """)
  void whatPeopleTakeForSomethingElseIsKnown(String begin, String kind) {
    assertThat(kind(begin)).hasValueSatisfying(known -> assertThat(known).contains(kind));
  }

  @Test
  void labelsAndSmallNumbersAreNoText() {
    assertThat(kind("\t1234567890abcdefg")).isEmpty();
    assertThat(kind("***************** signs")).isEmpty();
    assertThat(FileKind.of(new byte[0])).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadHasNoKind() throws IOException {
    assertThat(FileKind.of(scratch.resolve("none"))).isEmpty();
    Path file = Files.write(scratch.resolve("a"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThat(FileKind.of(file)).contains("a gzip archive");
  }

  private static Optional<String> kind(String begin) {
    return FileKind.of(begin.getBytes(StandardCharsets.ISO_8859_1));
  }
}
