package bnn4j.datasets.picture;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Image files as named by the user. */
public final class PictureFiles {
  private PictureFiles() {}

  /**
   * A file itself, or the pictures that lie in a folder, by name.
   *
   * @throws Refusal if the folder has none
   */
  public static List<Path> of(Path fileOrFolder) {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    try (Stream<Path> files = Files.list(fileOrFolder)) {
      List<Path> pictures =
          files.filter(Files::isRegularFile).filter(PictureReader::isPicture).sorted().toList();
      if (pictures.isEmpty()) {
        throw new Refusal("%s: contains no images".formatted(fileOrFolder));
      }
      return pictures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
