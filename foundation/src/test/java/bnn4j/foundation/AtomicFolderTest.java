package bnn4j.foundation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
  @TempDir Path scratch;
  private Path folder;

  @BeforeEach
  void writeFormer() throws IOException {
    folder = Files.createDirectory(scratch.resolve("folder"));
    Files.writeString(folder.resolve("own"), "old");
    Files.writeString(folder.resolve("old-own"), "old");
    Files.writeString(Files.createDirectory(folder.resolve("notes")).resolve("note"), "kept");
  }

  @Test
  void theNewFolderTakesThePlaceAndOtherFilesStay() throws IOException {
    write(folder);
    assertThat(names())
        .containsExactly("folder", "folder/notes", "folder/notes/note", "folder/own");
    assertThat(folder.resolve("own")).hasContent("new");
    assertThat(folder.resolve("notes/note")).hasContent("kept");
  }

  @Test
  void whenWritingFailsTheOldFolderIsStillThereAndNothingElse() throws IOException {
    Stream<String> before = names().stream();
    assertThatThrownBy(
            () ->
                new AtomicFolder(folder)
                    .write(
                        name -> true,
                        incoming -> {
                          Files.writeString(incoming.resolve("own"), "new");
                          throw new IOException("No space left on device");
                        }))
        .isInstanceOf(Refusal.class)
        .hasMessage(folder + ": cannot be written: No space left on device");
    assertThat(names()).containsExactlyElementsOf(before.toList());
    assertThat(folder.resolve("own")).hasContent("old");
  }

  @Test
  void aLinkStaysALinkAndWhatItLeadsToIsReplaced() throws IOException {
    Path link = Files.createSymbolicLink(scratch.resolve("link"), Path.of("folder"));
    write(link);
    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("own")).hasContent("new");
    Path nothing = Files.createSymbolicLink(scratch.resolve("nothing"), Path.of("a/new"));
    write(nothing);
    assertThat(nothing).isSymbolicLink();
    assertThat(scratch.resolve("a/new/own")).hasContent("new");
  }

  @Test
  void aFileIsNotReplaced() throws IOException {
    Path file = Files.writeString(scratch.resolve("file"), "kept");
    assertThatThrownBy(() -> write(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": is a file; expected a folder");
    assertThatThrownBy(() -> write(file.resolve("below")))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file.resolve("below") + ": cannot be written: ");
    assertThat(file).hasContent("kept");
  }

  @Test
  void aFolderWithOtherFilesIsRefused() {
    assertThatThrownBy(
            () -> AtomicFolder.checkHoldsOnly(folder, "traces", name -> name.endsWith("note")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("contains other files than traces, such as o");
    assertThatCode(
            () -> {
              AtomicFolder.checkHoldsOnly(folder, "traces", name -> true);
              AtomicFolder.checkHoldsOnly(scratch.resolve("new"), "traces", name -> false);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aFailureNamesTheFolderAndNotTheOneBesideIt() {
    assertThatThrownBy(
            () ->
                new AtomicFolder(folder)
                    .write(
                        name -> true,
                        incoming -> {
                          throw new Refusal(incoming.resolve("own") + ": cannot be written");
                        }))
        .isInstanceOf(Refusal.class)
        .hasMessage(folder.resolve("own") + ": cannot be written");
  }

  /** The folder in which the commands run cannot be moved; that of this test is one. */
  @Test
  void theCurrentFolderStaysTheSameFolder() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                absoluteClassPath(),
                AtomicFolderTest.class.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.strip()).isEqualTo("[notes, own]");
    assertThat(names())
        .containsExactly("folder", "folder/notes", "folder/notes/note", "folder/own");
    assertThat(folder.resolve("own")).hasContent("new");
  }

  /** Writes the current folder, and prints what is in it. */
  public static void main(String[] arguments) {
    write(Path.of("."));
    System.out.println(Stream.of(new File(".").list()).sorted().toList());
  }

  private static String absoluteClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void write(Path folder) {
    new AtomicFolder(folder)
        .write(
            name -> name.toString().contains("own"),
            incoming -> Files.writeString(incoming.resolve("own"), "new"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> tree = Files.walk(scratch)) {
      return tree.filter(path -> !path.equals(scratch))
          .map(path -> scratch.relativize(path).toString())
          .sorted()
          .toList();
    }
  }
}
