package bnn4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The original files of QNN-MO-PYNQ, unpacked once for all tests. */
final class OffloadFiles {
  private static final Path FOLDER = Path.of("target/qnn-mo");

  private OffloadFiles() {}

  /** A file of the original repository; the test is skipped where there is none. */
  static synchronized Path path(String relative) {
    Path path = FOLDER.resolve(relative);
    if (!Files.exists(FOLDER.resolve("qnn/params"))) {
      try {
        Shared.unpack("golden/qnn-mo/original.tar.xz", FOLDER);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return path;
  }
}
