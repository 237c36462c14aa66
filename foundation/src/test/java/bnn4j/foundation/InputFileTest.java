package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  @TempDir private Path folder;

  @Test
  void aFileAndALinkToOneAreRead() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "text");
    assertThat(InputFile.read(file, 4, "a text")).asString().isEqualTo("text");
    Path link = Files.createSymbolicLink(folder.resolve("b"), file);
    assertThat(InputFile.read(link, 4, "a text")).asString().isEqualTo("text");
    assertThatThrownBy(() -> InputFile.read(file, 3, "a text"))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": expected a text of at most 3 bytes, found 4");
  }

  @Test
  void whatIsNoFileIsNamed() throws IOException {
    assertThatThrownBy(() -> InputFile.check(folder, "a model"))
        .isInstanceOf(Refusal.class)
        .hasMessage(folder + ": is a folder; expected a model");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> InputFile.check(missing))
        .isInstanceOf(Refusal.class)
        .hasMessage(missing + ": no such file");
    Path link = Files.createSymbolicLink(folder.resolve("link"), missing);
    assertThatThrownBy(() -> InputFile.check(link))
        .isInstanceOf(Refusal.class)
        .hasMessage(link + ": is a link to a file that does not exist");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPipeThatNobodyWritesIntoAndADeviceThatNeverEndsAreRefused() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (Path file : new Path[] {pipe, Path.of("/dev/zero")}) {
      String message =
          file + ": is no regular file, but a pipe, a socket or a device; expected a text";
      assertThatThrownBy(() -> InputFile.read(file, 10, "a text"))
          .isInstanceOf(Refusal.class)
          .hasMessage(message);
      assertThatThrownBy(() -> TextFile.read(file))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("is no regular file");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatTheProcessWasHandedOpenIsRead() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "text");
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "exec \"$0\" -cp \"$1\" bnn4j.foundation.InputFileTest <(cat \"$2\")",
                ProcessHandle.current().info().command().orElseThrow(),
                System.getProperty("java.class.path"),
                file.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("text, open");
  }

  /** Reads a pipe, for the test above. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    System.out.print(new String(InputFile.read(file, 4, "a text"), StandardCharsets.UTF_8));
    System.out.print(InputFile.isOpenAlready(file) ? ", open" : "");
  }
}
