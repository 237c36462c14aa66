package bnn4j.finnthesizer;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** A network and the folder that the original generator makes of it. */
public record GoldenCase(Path folder) {
  private static final Path ALL = Path.of("../../shared/golden/finnthesizer");

  /** Every case there is; none where the golden vectors are absent. */
  public static List<GoldenCase> all() throws IOException {
    if (!Files.isDirectory(ALL)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.filter(Files::isDirectory).sorted().map(GoldenCase::new).toList();
    }
  }

  public Overlay overlay() {
    String name = folder.getFileName().toString();
    return Overlays.named(name.substring(0, name.indexOf('-')));
  }

  public Path npz() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".npz")).findFirst().orElseThrow();
    }
  }

  /** Contents of the expected files by their names below the folder. */
  public Map<String, byte[]> expected() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive()));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.isFile()) {
          files.put(e.getName().substring(e.getName().indexOf('/') + 1), tar.readAllBytes());
        }
      }
    }
    return files;
  }

  private Path archive() {
    return folder.resolve("expected.tar.xz");
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
