package bnn4j.datasets.fetch;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.Datasets;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Downloads the files of datasets to the data directory; archives of several files are unpacked.
 * Correct files are kept; wrong files are renamed, not deleted.
 */
public final class Fetcher {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DataDirectory directory;
  private final NetworkAccess network;
  private final ProgressListener listener;
  private final Verifier verifier;
  private final Download download;

  /** A fetcher that gives up on a server that is silent for half a minute. */
  public Fetcher(DataDirectory directory, NetworkAccess network, ProgressListener listener) {
    this(directory, network, listener, PATIENCE);
  }

  Fetcher(
      DataDirectory directory,
      NetworkAccess network,
      ProgressListener listener,
      Duration patience) {
    this.directory = directory;
    this.network = network;
    this.listener = listener;
    this.verifier = new Verifier(directory);
    this.download = new Download(listener, patience);
  }

  /**
   * Sees to it that all files of a dataset are there and right. A download that was cut off goes on
   * where it stopped, in this call or a later one.
   *
   * @return the files that were fetched or unpacked; none if all were there, or the set is made on
   *     the spot
   * @throws Refusal if a file cannot be had, saying why at each address; or without network, what
   *     to put where; or if another process is fetching the same set
   */
  public List<Path> fetch(CatalogueEntry entry) {
    if (!entry.madeOf().isEmpty()) {
      return entry.madeOf().stream().flatMap(part -> fetch(Datasets.entry(part)).stream()).toList();
    }
    if (wanted(entry).isEmpty()) {
      return List.of();
    }
    if (network == NetworkAccess.FORBIDDEN && !hasArchive(entry)) {
      throw new Refusal(whatToBring(entry));
    }
    Path folder = directory.folder(entry);
    try {
      Files.createDirectories(folder);
      try (FileChannel lockFile = openLock(folder);
          FileLock lock = tryLock(lockFile)) {
        if (lock == null) {
          throw new Refusal(
              "%s: another process is fetching %s; wait until it is done"
                  .formatted(folder, entry.name()));
        }
        return fetchLocked(entry);
      }
    } catch (IOException e) {
      throw new Refusal("%s: cannot be written to: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }

  private List<Path> fetchLocked(CatalogueEntry entry) throws IOException {
    List<Path> fetched = new ArrayList<>();
    List<DataFile> wanted = wanted(entry).stream().map(FileReport::file).toList();
    for (DataFile file : wanted) {
      if (!file.isInArchive()) {
        fetched.add(fetch(entry, file));
      }
    }
    wanted.stream()
        .filter(file -> file.isInArchive())
        .collect(
            Collectors.groupingBy(
                file -> file.download().name(), LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(files -> fetched.addAll(unpack(entry, files)));
    return fetched;
  }

  /** Files of one archive, which may have been copied manually and is not kept. */
  private List<Path> unpack(CatalogueEntry entry, List<DataFile> files) {
    Path folder = directory.folder(entry);
    DataFile.Download packed = files.get(0).download();
    try {
      Path archive = folder.resolve(packed.name());
      if (Files.exists(archive) && !isRight(archive, packed)) {
        setAside(archive);
      }
      if (!Files.exists(archive)) {
        fetch(entry, files.get(0));
      }
      for (DataFile file : files) {
        setAside(entry, file);
      }
      List<Path> unpacked = Archive.unpack(archive, files, folder);
      Files.delete(archive);
      return unpacked;
    } catch (IOException e) {
      throw new Refusal("%s: cannot be written to: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }

  private boolean hasArchive(CatalogueEntry entry) {
    return entry.files().stream()
        .filter(file -> file.isInArchive())
        .anyMatch(file -> Files.exists(directory.folder(entry).resolve(file.download().name())));
  }

  private static boolean isRight(Path archive, DataFile.Download packed) throws IOException {
    return Files.size(archive) == packed.size() && Download.hasChecksum(archive, packed);
  }

  private Path fetch(CatalogueEntry entry, DataFile file) throws IOException {
    if (network == NetworkAccess.FORBIDDEN) {
      throw new Refusal(whatToBring(entry));
    }
    Path folder = directory.folder(entry);
    Path part = folder.resolve(file.download().name() + ".part");
    List<String> failures = new ArrayList<>();
    for (URI address : entry.addresses(file)) {
      Optional<String> failure = download.fetch(address, file.download(), part);
      if (failure.isEmpty()) {
        setAside(entry, file);
        Path target = folder.resolve(file.download().name());
        AtomicFile.move(part, target);
        return target;
      }
      failures.add(address + ": " + failure.get());
      listener.note(failures.get(failures.size() - 1));
    }
    throw new Refusal(
        ("%s cannot be fetched (%s); try again later (the partial download is kept), or"
                + " download it manually: %s")
            .formatted(
                file.download().name(), String.join("; ", failures), whatToBring(entry, file)));
  }

  /** A file that is there but wrong would be found before the new one. */
  private void setAside(CatalogueEntry entry, DataFile file) throws IOException {
    for (Optional<Path> wrong = directory.find(entry, file);
        wrong.isPresent();
        wrong = directory.find(entry, file)) {
      setAside(wrong.get());
    }
  }

  private void setAside(Path wrong) throws IOException {
    Path aside = wrong.resolveSibling(wrong.getFileName() + ".wrong");
    Files.move(wrong, aside, StandardCopyOption.REPLACE_EXISTING);
    listener.note("%s was damaged; it is now %s".formatted(wrong, aside.getFileName()));
  }

  private List<FileReport> wanted(CatalogueEntry entry) {
    return verifier.verify(entry).stream().filter(report -> !report.isOk()).toList();
  }

  private String whatToBring(CatalogueEntry entry) {
    return wanted(entry).stream()
        .map(report -> "\n  " + whatToBring(entry, report.file()))
        .collect(
            Collectors.joining(
                "",
                "%s is incomplete and --offline is set; required files:".formatted(entry.name()),
                ""));
  }

  private String whatToBring(CatalogueEntry entry, DataFile file) {
    return "put %s (%d bytes, from %s) or the unpacked %s (%d bytes) into %s"
        .formatted(
            file.download().name(),
            file.download().size(),
            entry.addresses(file).get(0),
            file.name(),
            file.size(),
            directory.folder(entry));
  }

  private static FileChannel openLock(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** The lock, or null if another process or another thread of this one has it. */
  private static FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
