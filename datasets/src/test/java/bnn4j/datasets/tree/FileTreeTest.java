package bnn4j.datasets.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.Mutation;
import bnn4j.datasets.Zips;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.fuzz.BrokenZip;
import bnn4j.foundation.fuzz.Edit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
  private static final Map<String, byte[]> FILES =
      Map.of("b/2.txt", new byte[] {2}, "a.txt", new byte[] {1}, "b/.hidden", new byte[1]);

  @TempDir Path folder;

  @Test
  void aFolderAndAnArchiveOfTheSameFilesLookAlike() {
    Zips.unpack(FILES, folder.resolve("tree"));
    Path zip = Zips.write(folder.resolve("tree.zip"), Zips.zip(FILES));
    for (Path root : List.of(folder.resolve("tree"), zip)) {
      try (FileTree tree = FileTree.open(root)) {
        assertThat(tree.names()).containsExactly("a.txt", "b/2.txt");
        assertThat(tree.read("b/2.txt")).containsExactly(2);
        assertThatThrownBy(() -> tree.read("c")).isInstanceOf(Refusal.class);
      }
    }
  }

  @Test
  void theFingerprintChangesWithAFile() throws IOException {
    Path root = folder.resolve("tree");
    Zips.unpack(FILES, root);
    Zips.age(root);
    String before = fingerprint(root);
    assertThat(fingerprint(root)).isEqualTo(before);
    Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.fromMillis(1234));
    assertThat(fingerprint(root)).isNotEqualTo(before);
  }

  @Test
  void aFileChangedTwiceInAMomentIsNotTakenForItself() throws IOException {
    Path root = folder.resolve("tree");
    Zips.unpack(FILES, root);
    Path zip = Zips.write(folder.resolve("tree.zip"), Zips.zip(FILES));
    FileTime now = FileTime.from(Instant.now());
    Files.setLastModifiedTime(root.resolve("a.txt"), now);
    Files.setLastModifiedTime(zip, now);
    assertThat(fingerprint(root)).isNotEqualTo(fingerprint(root));
    assertThat(fingerprint(zip)).isNotEqualTo(fingerprint(zip));
    Zips.age(folder);
    assertThat(fingerprint(root)).isEqualTo(fingerprint(root));
    assertThat(fingerprint(zip)).isEqualTo(fingerprint(zip));
  }

  @Test
  void namesThatLeadOutOfAnArchiveAreRefused() {
    for (String name : List.of("../a", "a/../../b", "/etc/a", "c:a", "a\\b")) {
      Path zip = Zips.write(folder.resolve("bad.zip"), Zips.zip(Map.of(name, new byte[1])));
      assertThatThrownBy(() -> FileTree.open(zip))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "%s: contains a file named %s, which is outside the archive; do not use this archive"
                  .formatted(zip, name));
    }
  }

  @Test
  void aFileThatUnpacksToMoreThanAnyPictureIsRefused() {
    byte[] bomb = new byte[FileTree.MOST_BYTES + 1];
    Path zip = Zips.write(folder.resolve("bomb.zip"), Zips.zip(Map.of("bomb", bomb)));
    assertThat(zip).satisfies(path -> assertThat(Files.size(path)).isLessThan(1 << 20));
    try (FileTree tree = FileTree.open(zip)) {
      assertThatThrownBy(() -> tree.read("bomb"))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "%s!bomb: expected at most 67108864 unpacked bytes, found more".formatted(zip));
    }
  }

  @Test
  void anArchiveOfWhichAFileHasChangedOrIsThereTwiceIsRefused() {
    byte[] zip = BrokenZip.of(Map.of("a.txt", new byte[9]), stored());
    assertThat(new String(zip, StandardCharsets.ISO_8859_1)).contains("a.txt\0\0\0\0\0\0\0\0\0");
    zip[38] = 1;
    Path file = Zips.write(folder.resolve("changed.zip"), zip);
    try (FileTree tree = FileTree.open(file)) {
      assertThatThrownBy(() -> tree.read("a.txt"))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith(file + "!a.txt: damaged, expected checksum ");
    }
    byte[] two = Zips.zip(new TreeMap<>(Map.of("a.txt", new byte[1], "b.txt", new byte[1])));
    String text = new String(two, StandardCharsets.ISO_8859_1).replace("b.txt", "a.txt");
    Path twice =
        Zips.write(folder.resolve("twice.zip"), text.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> FileTree.open(twice))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            twice + ": holds two files named a.txt, expected each once; pack the archive anew");
  }

  /** No damage, and not deflated. */
  private static List<Edit> stored() {
    return List.of(new Edit(Edit.Kind.FLIP, 0, 1));
  }

  @Test
  void whatIsNeitherFolderNorArchiveIsRefused() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> FileTree.open(missing))
        .isInstanceOf(Refusal.class)
        .hasMessage(missing + ": no such folder or archive");
    Path text = Zips.write(folder.resolve("text.zip"), new byte[100]);
    assertThatThrownBy(() -> FileTree.open(text))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(text + ": not a zip archive, or damaged: ");
  }

  @Test
  void damagedArchivesAreReadOrRefused() {
    byte[] zip = Zips.zip(FILES);
    new Mutation(zip.length)
        .fuzz(
            2000,
            zip,
            bytes -> {
              try (FileTree tree = FileTree.open(Zips.write(folder.resolve("fuzz.zip"), bytes))) {
                return tree.names().stream().map(tree::read).toList();
              }
            });
  }

  private static String fingerprint(Path root) {
    try (FileTree tree = FileTree.open(root)) {
      return tree.fingerprint();
    }
  }
}
