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
   * Writes the file, replacing one that is there; makes its folder if need be.
   *
   * @throws Refusal if it cannot be written; what was there is still there, unless it was no
   *     regular file
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
   * Writes a regular file for those who tell of failures in their own words.
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

  /** Whether it is there but no regular file, or is one by a name of the system's own. */
  static boolean isWrittenInto(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    boolean systems = absolute.startsWith("/dev") || absolute.startsWith("/proc");
    return Files.exists(file) && (systems || !Files.isRegularFile(file));
  }

  /** At its end: /dev/stdout may be a file that others write to. */
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

  /** A longest name leaves no room for more letters. */
  private static String nameBeside(String name) {
    String beside = "." + name + ".new";
    return beside.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
        ? beside
        : ".%s.new".formatted(Checksum.hex(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** Where the links lead that begin with this file, whether or not anything is there. */
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
