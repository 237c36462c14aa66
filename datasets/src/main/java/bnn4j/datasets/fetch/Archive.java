package bnn4j.datasets.fetch;

import bnn4j.datasets.AtomicFile;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.DatasetRefusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A {@code .tar.gz} that holds files of a data set among others. */
final class Archive {
  private Archive() {}

  /**
   * Takes out these files by the names that the catalogue gives them, and nothing else.
   *
   * @param folder gets them, in the folders that their names say
   * @return where they are
   * @throws DatasetRefusal if the archive is damaged, lacks one, or has one of another size
   */
  static List<Path> unpack(Path archive, List<DataFile> files, Path folder) {
    Map<String, DataFile> missing =
        files.stream().collect(Collectors.toMap(DataFile::name, Function.identity()));
    List<Path> unpacked = new ArrayList<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        DataFile wanted = e.isFile() ? missing.remove(e.getName()) : null;
        if (wanted != null) {
          checkSize(archive, e, wanted);
          Path target = folder.resolve(wanted.name());
          AtomicFile.write(target, tar::transferTo);
          unpacked.add(target);
        }
      }
    } catch (IOException e) {
      throw new DatasetRefusal("%s: cannot be unpacked: %s".formatted(archive, e.getMessage()), e);
    }
    if (!missing.isEmpty()) {
      throw new DatasetRefusal(
          "%s: has no %s; is it another archive?"
              .formatted(archive, String.join(", ", missing.keySet().stream().sorted().toList())));
    }
    return unpacked;
  }

  private static void checkSize(Path archive, TarArchiveEntry found, DataFile wanted) {
    if (found.getSize() != wanted.size()) {
      throw new DatasetRefusal(
          "%s: %s: expected %d bytes, found %d"
              .formatted(archive, wanted.name(), wanted.size(), found.getSize()));
    }
  }
}
