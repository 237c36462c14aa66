package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTextTest {
  private static final List<IOException> FAILURES =
      List.of(
          new NoSuchFileException("/a/b"),
          new AccessDeniedException("/a/b"),
          new FileAlreadyExistsException("/a/b"),
          new FileSystemLoopException("/a/b"),
          new DirectoryNotEmptyException("/a/b"),
          new FileSystemException("/a/b", null, "No space left on device"),
          new IOException("No space left on device"));

  @Test
  void noSentenceHasTheNameOfAJavaClass() {
    for (IOException failure : FAILURES) {
      assertThat(FailureText.reason(failure)).doesNotContain("Exception").isNotBlank();
      if (failure instanceof FileSystemException) {
        assertThat(FailureText.of(new UncheckedIOException(failure)))
            .startsWith("/a/b: ")
            .doesNotContain("Exception");
      }
    }
  }

  @Test
  void theReasonIsInTheSystemsWords() {
    assertThat(FAILURES.stream().map(FailureText::reason))
        .containsExactly(
            "no such file or folder",
            "access denied",
            "/a/b: is there already, and is no folder",
            "/a/b: links lead in a circle",
            "/a/b: is a folder that is not empty",
            "No space left on device",
            "No space left on device");
  }
}
