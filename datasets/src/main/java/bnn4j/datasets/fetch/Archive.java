package bnn4j.datasets.fetch;

import bnn4j.datasets.DataFile;
import bnn4j.datasets.StoredFile;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** A {@code .tar.gz} or {@code .zip} that holds files of a dataset among others. */
final class Archive {
  private Archive() {}

  /**
   * Takes out these files by the names that the catalogue gives them, and nothing else; a file that
   * is packed inside stays packed.
   *
   * @param folder gets them, in the folders that their names say
   * @return where they are
   * @throws Refusal if the archive is damaged, lacks one, or has one of another size
   */
  static List<Path> unpack(Path archive, List<DataFile> files, Path folder) {
    Map<String, DataFile> missing =
        files.stream().collect(Collectors.toMap(DataFile::member, Function.identity()));
    List<Path> unpacked = new ArrayList<>();
    try (ArchiveInputStream<?> in = open(archive)) {
      for (ArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        DataFile wanted = e.isDirectory() ? null : missing.remove(e.getName());
        if (wanted != null) {
          checkMethod(archive, e);
          unpacked.add(unpack(archive, in, wanted, folder));
        }
      }
    } catch (LinkageError e) {
      // Of methods that other libraries unpack, the library looks for these as soon as it meets
      // one.
      throw new Refusal(
          archive
              + ": cannot be unpacked: it contains a file that is neither stored nor"
              + " deflated",
          e);
    } catch (IOException | RuntimeException e) {
      if (e instanceof Refusal refusal) {
        throw refusal;
      }
      // The library meets damaged headers with exceptions meant for programmers.
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new Refusal(
          "%s: cannot be unpacked: %s".formatted(archive, reason.replaceAll("\\p{Cntrl}", "?")), e);
    }
    if (!missing.isEmpty()) {
      throw new Refusal(
          "%s: contains no %s; it may be another archive"
              .formatted(archive, String.join(", ", missing.keySet().stream().sorted().toList())));
    }
    return unpacked;
  }

  /** Datasets are stored or deflated; for other methods the library would need others. */
  private static void checkMethod(Path archive, ArchiveEntry entry) {
    if (entry instanceof ZipArchiveEntry zipped
        && zipped.getMethod() != ZipEntry.STORED
        && zipped.getMethod() != ZipEntry.DEFLATED) {
      throw new Refusal(
          "%s: %s is compressed by method %d; expected 0 (stored) or 8 (deflated)"
              .formatted(
                  archive, entry.getName().replaceAll("\\p{Cntrl}", "?"), zipped.getMethod()));
    }
  }

  private static ArchiveInputStream<?> open(Path archive) throws IOException {
    InputStream file = new BufferedInputStream(new StoredFile(archive).open(), 1 << 16);
    return archive.toString().endsWith(".zip")
        ? new ZipArchiveInputStream(file)
        : new TarArchiveInputStream(file);
  }

  private static Path unpack(Path archive, InputStream in, DataFile wanted, Path folder) {
    boolean packed = wanted.member().endsWith(".gz");
    Path target = folder.resolve(wanted.name() + (packed ? ".gz" : ""));
    AtomicFile.write(
        target,
        out -> {
          // One byte more than there should be tells a file that is too long, whatever it claims.
          byte[] buffer = new byte[1 << 16];
          long size = 0;
          int read = in.read(buffer);
          for (; read >= 0 && size <= wanted.size(); read = in.read(buffer)) {
            out.write(buffer, 0, read);
            size += read;
          }
          if (packed ? size > wanted.size() : size != wanted.size() || read >= 0) {
            throw new Refusal(
                "%s: %s: expected %s%d bytes, found %s%d"
                    .formatted(
                        archive,
                        wanted.name(),
                        packed ? "at most " : "",
                        wanted.size(),
                        size > wanted.size() ? "at least " : "",
                        size));
          }
        });
    return target;
  }
}
