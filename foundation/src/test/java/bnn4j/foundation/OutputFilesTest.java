package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
  @TempDir Path scratch;

  @Test
  void twoOutputsInOneFileAreRefused() {
    Path file = scratch.resolve("a.csv");
    Path same = scratch.resolve("x/../a.csv");
    refused(Map.of("--csv", file, "--json", same), List.of(), "both write");
  }

  @Test
  void anInputIsNotWrittenOver() throws IOException {
    Path file = Files.createFile(scratch.resolve("a.png"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), file);
    refused(Map.of("--html", link), List.of(file), "is an input, which would be lost");
  }

  @Test
  void whatCannotBeAFileIsRefused() throws IOException {
    Path file = Files.createFile(scratch.resolve("a"));
    refused(Map.of("--csv", scratch), List.of(), "is a folder; expected a file name");
    refused(Map.of("--csv", file.resolve("b/c")), List.of(), file + " is a file, not a folder");
    refused(Map.of("--csv", Path.of("")), List.of(), "expected a file, found no name");
  }

  @Test
  void newFoldersAndDevicesAreFine() {
    Path none = Path.of("/dev/null");
    assertThatCode(
            () -> {
              OutputFiles.check(Map.of("--csv", scratch.resolve("new/folder/a")), List.of());
              OutputFiles.check(Map.of("--csv", none, "--json", none), List.of(none));
            })
        .doesNotThrowAnyException();
  }

  private static void refused(Map<String, Path> outputs, List<Path> inputs, String reason) {
    assertThatThrownBy(() -> OutputFiles.check(outputs, inputs))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(reason);
  }
}
