package bnn4j.foundation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears whole or not at all: written beside its place, then moved there. */
public final class AtomicFile {

  /** What writes the bytes. */
  public interface Content {
    /** Writes everything. */
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes the file, replacing one that is there; makes its folder if need be.
   *
   * @throws Refusal if it cannot be written; what was there is still there
   */
  public static void write(Path file, Content content) {
    // Not a temporary file of the JDK's: those keep their rights to the owner when they move.
    Path beside = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
          content.writeTo(out);
        }
        move(beside, file);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new Refusal("%s: cannot be written: %s".formatted(file, e), e);
    }
  }

  /**
   * Writes a text in UTF-8, as {@link #write(Path, Content)} does.
   *
   * @throws Refusal if it cannot be written; what was there is still there
   */
  public static void write(Path file, String text) {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Moves a whole file into its place in one step. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
