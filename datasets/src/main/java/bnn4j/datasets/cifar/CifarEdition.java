package bnn4j.datasets.cifar;

import bnn4j.datasets.DataFile;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.StoredFile;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * CIFAR-10 as it lies in a folder, other than as record files: Python's pickles, or the official
 * archive of either, which is not unpacked.
 *
 * @param path the folder of the pickles, or the archive
 * @param pickled whether its files are pickles
 * @param shape of the images
 */
record CifarEdition(Path path, boolean pickled, ImageShape shape) {
  private static final String PICKLES = "cifar-10-batches-py";

  /** More than any batch has, in records or pickled. */
  private static final int MOST_BYTES = 40_000_000;

  /** What is there, if anything: the archive of records before the pickles. */
  static Optional<CifarEdition> find(Path folder, ImageShape shape) {
    Path records = folder.resolve("cifar-10-binary.tar.gz");
    if (Files.isRegularFile(records)) {
      return Optional.of(new CifarEdition(records, false, shape));
    }
    for (String name : List.of(PICKLES, "cifar-10-python.tar.gz")) {
      if (Files.exists(folder.resolve(name))) {
        return Optional.of(new CifarEdition(folder.resolve(name), true, shape));
      }
    }
    return Optional.empty();
  }

  /**
   * The records that these files have in the edition of records.
   *
   * @throws Refusal if one is missing or damaged
   */
  List<byte[]> records(List<DataFile> files) {
    Map<String, byte[]> found = Files.isDirectory(path) ? ofFolder(files) : ofArchive(files);
    return files.stream()
        .map(
            file -> {
              byte[] bytes = found.get(name(file));
              if (bytes == null) {
                throw new Refusal("%s: has no %s".formatted(path, name(file)));
              }
              String place = path + (Files.isDirectory(path) ? "/" : "!") + name(file);
              return pickled ? PickledBatch.records(bytes, place, shape) : bytes;
            })
        .toList();
  }

  /**
   * The sha256 of the file of records that has the same images.
   *
   * @throws Refusal if the batch is missing or damaged
   */
  String sha256(DataFile file) {
    return Checksum.hex(records(List.of(file)).get(0));
  }

  /** {@code data_batch_1.bin}, or {@code data_batch_1} for a pickle. */
  private String name(DataFile file) {
    String name = file.name().substring(file.name().lastIndexOf('/') + 1);
    return pickled ? name.replaceFirst("\\.bin$", "") : name;
  }

  private Map<String, byte[]> ofFolder(List<DataFile> files) {
    Map<String, byte[]> found = new HashMap<>();
    for (DataFile file : files) {
      Path batch = path.resolve(name(file));
      if (Files.isRegularFile(batch)) {
        try (InputStream in = Files.newInputStream(batch)) {
          found.put(name(file), bytes(in, batch.toString()));
        } catch (IOException e) {
          throw new Refusal("%s: cannot be read: %s".formatted(batch, FailureText.reason(e)), e);
        }
      }
    }
    return found;
  }

  private Map<String, byte[]> ofArchive(List<DataFile> files) {
    List<String> wanted = files.stream().map(this::name).toList();
    Map<String, byte[]> found = new HashMap<>();
    try (InputStream file = new BufferedInputStream(new StoredFile(path).open(), 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
      while (found.size() < wanted.size()) {
        TarArchiveEntry entry = tar.getNextEntry();
        if (entry == null) {
          return found;
        }
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.isFile() && wanted.contains(name)) {
          found.put(name, bytes(tar, path + "!" + name));
        }
      }
      return found;
    } catch (IOException | RuntimeException e) {
      if (e instanceof Refusal refusal) {
        throw refusal;
      }
      // The tar reader meets damaged headers with exceptions meant for programmers.
      throw new Refusal("%s: cannot be unpacked: %s".formatted(path, reason(e)), e);
    }
  }

  private static byte[] bytes(InputStream in, String place) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new Refusal("%s: expected at most %d bytes, found more".formatted(place, MOST_BYTES));
    }
    return bytes;
  }

  private static String reason(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.replaceAll("\\p{Cntrl}", "?");
  }
}
