package bnn4j.board.linux;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files through which Linux exposes its devices.
 *
 * @param root where {@code /dev}, {@code /lib}, {@code /proc} and {@code /sys} are
 */
public record SystemTree(Path root) {
  /** The machine that this runs on. */
  public static final SystemTree REAL = new SystemTree(Path.of("/"));

  /** What to do when Linux says no. */
  public static final String NEEDS_ROOT =
      "permission denied; the board's devices belong to root: run it with sudo";

  /** Where a file is that Linux knows by this absolute name. */
  public Path at(String name) {
    return root.resolve(name.substring(1));
  }

  /** Whether there is such a file or folder. */
  public boolean has(String name) {
    return Files.exists(at(name));
  }

  /** Names in a folder, in alphabetical order; none if there is no such folder. */
  public List<String> names(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(at(folder))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (NoSuchFileException | java.nio.file.NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    names.sort(null);
    return names;
  }

  /**
   * The text of a small file, without line end; the device tree's zero bytes become spaces.
   *
   * @throws AcceleratorException if it is there but cannot be read
   */
  public Optional<String> text(String name) {
    try {
      String text = Files.readString(at(name), StandardCharsets.ISO_8859_1);
      return Optional.of(text.replace('\0', ' ').strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * A number that a file tells, decimal or with {@code 0x}.
   *
   * @throws AcceleratorException if there is no such file, or something else in it
   */
  public long number(String name) {
    String text =
        text(name)
            .orElseThrow(() -> new AcceleratorException("%s: no such file".formatted(at(name))));
    try {
      return Long.decode(text);
    } catch (NumberFormatException e) {
      throw new AcceleratorException(
          "%s: expected a number, found '%s'".formatted(at(name), text), e);
    }
  }

  /**
   * Writes to a file that is there, such as an attribute of a driver.
   *
   * @throws AcceleratorException if it is not, or refuses what is written
   */
  public void write(String name, String text) {
    write(name, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /**
   * Writes to a device or file that is there.
   *
   * @throws AcceleratorException if it is not, or refuses what is written
   */
  public void write(String name, ByteBuffer content) {
    try (FileChannel file = FileChannel.open(at(name), WRITE, TRUNCATE_EXISTING)) {
      while (content.hasRemaining()) {
        file.write(content);
      }
    } catch (IOException e) {
      throw new AcceleratorException("%s: cannot be written: %s".formatted(at(name), reason(e)), e);
    }
  }

  private AcceleratorException unreadable(String name, IOException failure) {
    return new AcceleratorException(
        "%s: cannot be read: %s".formatted(at(name), reason(failure)), failure);
  }

  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return NEEDS_ROOT;
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return failure.getMessage();
  }
}
