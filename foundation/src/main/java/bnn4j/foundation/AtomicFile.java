package bnn4j.foundation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file completely or not at all: beside its target, then moved into place. This applies to
 * regular files. Pipes, devices and sockets are written into; a symbolic link is kept and its
 * target is written.
 */
public final class AtomicFile {
  /** As many links in a row as Linux follows. */
  private static final int MOST_LINKS = 40;

  /** Bytes of a name in the file systems of Linux. */
  private static final int LONGEST_NAME = 255;

  /** What writes the bytes. */
  public interface Content {
    /** Writes everything. */
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes the file and replaces an existing one. Creates its folder if it is missing.
   *
   * @throws Refusal if it cannot be written; an existing regular file is unchanged then
   */
  public static void write(Path file, Content content) {
    try {
      if (Files.isDirectory(file)) {
        throw new Refusal(file + ": is a folder; expected a file name");
      }
      if (isWrittenInto(file)) {
        writeInto(file, content);
      } else {
        replace(target(file), content);
      }
    } catch (IOException e) {
      throw new Refusal("%s: cannot be written: %s".formatted(file, FailureText.reason(e)), e);
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

  /**
   * Writes a regular file, like {@link #write(Path, Content)}, for callers with their own messages.
   *
   * @throws IOException if it cannot be written; what was there is still there
   */
  public static void store(Path file, Content content) throws IOException {
    replace(file, content);
  }

  /** Moves a whole file into its place in one step. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Whether it exists but is not a regular file, or has a name of the system, such as /dev/stdout.
   */
  static boolean isWrittenInto(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    boolean systems = absolute.startsWith("/dev") || absolute.startsWith("/proc");
    return Files.exists(file) && (systems || !Files.isRegularFile(file));
  }

  /** Appends: /dev/stdout may be a file that other processes write to. */
  private static void writeInto(Path file, Content content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
            1 << 16)) {
      content.writeTo(out);
    }
  }

  private static void replace(Path file, Content content) throws IOException {
    // Not a temporary file of the JDK's: those keep their rights to the owner when they move.
    Path beside = file.resolveSibling(nameBeside(file.getFileName().toString()));
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Leftovers.add(beside);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
        content.writeTo(out);
      }
      move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
      Leftovers.done(beside);
    }
  }

  /** The name of the temporary file; shortened where the file system allows no longer names. */
  private static String nameBeside(String name) {
    String beside = "." + name + ".new";
    return beside.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
        ? beside
        : ".%s.new".formatted(Checksum.hex(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** The target of a chain of symbolic links; it need not exist. */
  static Path target(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }
}
