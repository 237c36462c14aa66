package bnn4j.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The folder of golden vectors and data sets beside the project. */
final class Shared {
  private static final Path ROOT = Path.of("../../shared");

  private Shared() {}

  /** A file or folder there; the test is skipped if it is absent. */
  static Path path(String relative) {
    Path path = ROOT.resolve(relative);
    assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
    return path;
  }

  /** Unpacks a {@code .tar.xz} into a folder. */
  static Path unpack(String archive, Path target) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path(archive)));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path path = target.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
        }
      }
    }
    return target;
  }

  /** Rows of a comma-separated file without quotes, the heading left out. */
  static List<String[]> rows(Path csv) throws IOException {
    return Files.readAllLines(csv).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }
}
