package bnn4j.foundation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeDeletionTest {
  @TempDir private Path folder;

  @Test
  void aFolderGoesWithAllThatIsInIt() throws IOException {
    Path tree = folder.resolve("tree");
    Files.writeString(Files.createDirectories(tree.resolve("a/b")).resolve("c"), "c");
    TreeDeletion.delete(tree);
    assertFalse(Files.exists(tree));
  }

  @Test
  void whatALinkLeadsToStays() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "kept");
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("link"), kept);
    TreeDeletion.delete(tree);
    assertFalse(Files.exists(tree));
    assertEquals("kept", Files.readString(kept));
  }

  @Test
  void whatIsNotThereIsNoError() throws IOException {
    TreeDeletion.delete(folder.resolve("absent"));
  }
}
