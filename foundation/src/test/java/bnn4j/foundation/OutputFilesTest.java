package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
  @TempDir Path scratch;

  @Test
  void twoOutputsInOneFileAreRefused() throws IOException {
    Path file = scratch.resolve("a.csv");
    Path same = scratch.resolve("x/../a.csv");
    refused(List.of(file("--csv", file), file("--json", same)), List.of(), "--csv and --json both");
    Files.createDirectory(scratch.resolve("folder"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), Path.of("folder"));
    refused(
        List.of(
            file("--out", scratch.resolve("folder/new/a")),
            OutputPlace.folder("--trace", link.resolve("new/a"))),
        List.of(),
        "--out and --trace both write");
    Path nothing = Files.createSymbolicLink(scratch.resolve("nothing"), file);
    refused(List.of(file("--out", nothing), file("--out", file)), List.of(), "both write");
  }

  @Test
  void anInputIsNotWrittenOver() throws IOException {
    Path file = Files.createFile(scratch.resolve("a.png"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), file);
    refused(List.of(file("--html", link)), List.of(file), "is an input, which would be lost");
  }

  @Test
  void aFileOfAnInputFolderIsNotWrittenOver() throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("pictures"));
    Path file = Files.createFile(Files.createDirectories(folder.resolve("3")).resolve("a.png"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), folder);
    refused(
        List.of(file("--out", link.resolve("3/a.png"))),
        List.of(folder),
        "is a file of " + folder + ", which would be lost");
    assertThatCode(
            () ->
                OutputFiles.check(
                    List.of(file("--out", file.resolveSibling("b.png"))), List.of(folder)))
        .doesNotThrowAnyException();
  }

  @Test
  void whatCannotBeAFileIsRefused() throws IOException {
    Path file = Files.createFile(scratch.resolve("a"));
    refused(List.of(file("--csv", scratch)), List.of(), "is a folder; expected a file name");
    refused(List.of(file("--csv", file.resolve("b/c"))), List.of(), file + " is a file, not a");
    refused(List.of(file("--csv", Path.of(""))), List.of(), "expected a file, found no name");
    Path link = Files.createSymbolicLink(scratch.resolve("link"), file.resolve("b"));
    refused(List.of(file("--csv", link)), List.of(), file + " is a file, not a folder");
  }

  @Test
  void whatCannotBeAFolderIsRefused() throws IOException {
    Path file = Files.createFile(scratch.resolve("a"));
    refused(
        List.of(OutputPlace.folder("--trace", file)), List.of(), "is a file; expected a folder");
    refused(
        List.of(OutputPlace.folder("--trace", file.resolve("b"))),
        List.of(),
        file + " is a file, not a folder");
    refused(
        List.of(OutputPlace.folder("--trace", Path.of(""))),
        List.of(),
        "expected a folder, found no name");
  }

  @Test
  void whereThisUserMayNotWriteIsRefused() throws IOException {
    Path folder = Files.createDirectory(scratch.resolve("folder"));
    Path file = Files.createFile(folder.resolve("file"));
    assumeTrue(file.toFile().setReadOnly() && !Files.isWritable(file), "root may write all");
    refused(List.of(file("--csv", file)), List.of(), file + " cannot be written: it is read-only");
    assumeTrue(folder.toFile().setReadOnly());
    try {
      refused(
          List.of(file("--csv", folder.resolve("new/file"))),
          List.of(),
          "the folder " + folder + " is read-only");
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void newFoldersAndDevicesAreFine() {
    Path none = Path.of("/dev/null");
    assertThatCode(
            () -> {
              OutputFiles.check(List.of(file("--csv", scratch.resolve("new/folder/a"))), List.of());
              OutputFiles.check(List.of(file("--csv", none), file("--json", none)), List.of(none));
              OutputFiles.check(List.of(OutputPlace.folder("--out", scratch)), List.of(scratch));
            })
        .doesNotThrowAnyException();
  }

  private static OutputPlace file(String option, Path path) {
    return OutputPlace.file(option, path);
  }

  private static void refused(List<OutputPlace> outputs, List<Path> inputs, String reason) {
    assertThatThrownBy(() -> OutputFiles.check(outputs, inputs))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(reason);
  }
}
