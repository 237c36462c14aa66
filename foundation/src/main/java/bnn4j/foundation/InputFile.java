package bnn4j.foundation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Checks and reads input files. A file that is not regular is refused before it is opened: a named
 * pipe without a writer would block the reader, and a device may have no end. Files that this
 * process received open, such as {@code /dev/stdin} and the pipe of {@code <(command)} in a shell,
 * can be read sequentially.
 */
public final class InputFile {
  private InputFile() {}

  /**
   * Checks that it is a regular file, or a link to one.
   *
   * @throws Refusal saying what it is instead
   */
  public static void check(Path file) {
    check(file, "");
  }

  /**
   * Checks that it is a regular file, or a link to one.
   *
   * @param expected what it should be, such as {@code an ONNX model}
   * @throws Refusal saying what it is instead, and what was expected
   */
  public static void check(Path file, String expected) {
    if (!Files.isRegularFile(file)) {
      String rest = expected.isEmpty() ? "" : "; expected " + expected;
      throw new Refusal("%s: %s%s".formatted(file, problem(file), rest));
    }
  }

  /**
   * Checks that it can be read from front to back: a regular file, or what this process was handed
   * open.
   *
   * @param expected as for {@link #check(Path, String)}
   * @throws Refusal as that does
   */
  public static void checkReadable(Path file, String expected) {
    if (!isOpenAlready(file) || Files.isDirectory(file)) {
      check(file, expected);
    }
  }

  /**
   * All bytes of a file that can be read from front to back.
   *
   * @param mostBytes that it may have; of what has no size no more are read
   * @param expected as for {@link #check(Path, String)}
   * @throws Refusal as that does, or if there are more bytes
   */
  public static byte[] read(Path file, int mostBytes, String expected) throws IOException {
    checkReadable(file, expected);
    long size = Files.size(file);
    if (size > mostBytes) {
      throw new Refusal(
          "%s: expected %s of at most %d bytes, found %d"
              .formatted(file, expected, mostBytes, size));
    }
    if (Files.isRegularFile(file)) {
      return Files.readAllBytes(file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes);
      if (in.read() >= 0) {
        throw new Refusal(
            "%s: expected %s of at most %d bytes, found more".formatted(file, expected, mostBytes));
      }
      return bytes;
    }
  }

  /**
   * Whether this process received the file open, such as {@code /dev/stdin} or the pipe of {@code
   * <(command)} in a shell.
   */
  public static boolean isOpenAlready(Path file) {
    Path path = file.toAbsolutePath().normalize();
    return path.equals(Path.of("/dev/stdin"))
        || path.startsWith("/dev/fd")
        || path.startsWith("/proc/self/fd");
  }

  private static String problem(Path file) {
    if (Files.isDirectory(file)) {
      return "is a folder";
    }
    if (Files.exists(file)) {
      return "is no regular file, but a pipe, a socket or a device";
    }
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? "is a link to a file that does not exist"
        : "no such file";
  }
}
