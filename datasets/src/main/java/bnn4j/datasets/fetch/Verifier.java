package bnn4j.datasets.fetch;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.Part;
import bnn4j.datasets.StoredFile;
import bnn4j.datasets.fetch.FileReport.State;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares files with the catalogue. Only the unpacked bytes count, so a recompressed file is
 * accepted.
 *
 * @param directory where the datasets lie
 */
public record Verifier(DataDirectory directory) {

  /**
   * A report on each file, in the catalogue's order, those of the datasets that it is made of
   * included; none for a set that is drawn on the spot.
   */
  public List<FileReport> verify(CatalogueEntry entry) {
    return Stream.concat(
            entry.files().stream().map(file -> verify(entry, file)),
            entry.madeOf().stream().flatMap(part -> verify(Datasets.entry(part)).stream()))
        .toList();
  }

  /** A report on one file. */
  public FileReport verify(CatalogueEntry entry, DataFile file) {
    return directory
        .find(entry, file)
        .map(path -> compare(entry, file, path))
        .orElseGet(() -> missing(entry, file));
  }

  private FileReport missing(CatalogueEntry entry, DataFile file) {
    Optional<Path> other = Datasets.otherEdition(entry, directory, file.part());
    if (other.isPresent()) {
      return otherEdition(entry, file, other.get());
    }
    return new FileReport(
        file,
        State.MISSING,
        "%s: not in %s; %s".formatted(file.name(), directory.folder(entry), fetchCommand(entry)));
  }

  /** Another edition is compared where it has every bit of the file, else all of it is read. */
  private FileReport otherEdition(CatalogueEntry entry, DataFile file, Path place) {
    try {
      Optional<String> found =
          file.sha256() == null
              ? Optional.empty()
              : Datasets.checksumFromOtherEdition(entry, directory, file);
      return found.isPresent()
          ? comparedEdition(entry, file, place, found.get())
          : countedEdition(entry, file, place);
    } catch (Refusal e) {
      return new FileReport(
          file,
          State.UNREADABLE,
          "%s: missing, and the other edition in %s cannot be read: %s; %s"
              .formatted(file.name(), place, e.getMessage(), fetchCommand(entry)));
    }
  }

  private FileReport comparedEdition(
      CatalogueEntry entry, DataFile file, Path place, String found) {
    return found.equals(file.sha256())
        ? new FileReport(
            file,
            State.OK,
            "%s: missing, but another edition with the same content is in %s: ok"
                .formatted(file.name(), place))
        : new FileReport(
            file,
            State.WRONG_CHECKSUM,
            "%s: missing, and the other edition in %s has other content; %s"
                .formatted(file.name(), place, fetchCommand(entry)));
  }

  /** No checksums of these are published. */
  private FileReport countedEdition(CatalogueEntry entry, DataFile file, Path place) {
    boolean training = file.part() == Part.TRAINING;
    Dataset edition = Datasets.open(entry.name(), directory.root());
    int images = (training ? edition.training() : edition.test()).size();
    return new FileReport(
        file,
        State.OK,
        ("%s: missing, but another edition is in %s; its checksum has not been"
                + " published. All of its %d images were read, the official number is %d")
            .formatted(
                file.name(),
                place,
                images,
                training ? entry.trainingImages() : entry.testImages()));
  }

  private FileReport compare(CatalogueEntry entry, DataFile file, Path path) {
    if (Files.isDirectory(path)) {
      return new FileReport(
          file, State.OK, path + ": unpacked; only " + file.name() + " could be compared");
    }
    StoredFile stored = new StoredFile(path);
    try {
      long size = stored.size();
      if (size != file.size()) {
        return bad(
            entry, file, path, State.WRONG_SIZE, "%d bytes".formatted(file.size()), "" + size);
      }
      Optional<Checksum.Expected> expected = file.checksum();
      if (expected.isEmpty()) {
        return new FileReport(
            file, State.OK, path + ": ok (size only; no checksum has been published)");
      }
      String found = stored.checksum(expected.get());
      if (!found.equals(expected.get().hex())) {
        return bad(entry, file, path, State.WRONG_CHECKSUM, expected.get().toString(), found);
      }
      return new FileReport(file, State.OK, path + ": ok");
    } catch (Refusal e) {
      return new FileReport(file, State.UNREADABLE, e.getMessage() + "; " + fetchCommand(entry));
    }
  }

  private FileReport bad(
      CatalogueEntry entry, DataFile file, Path path, State state, String expected, String found) {
    return new FileReport(
        file,
        state,
        "%s: expected %s, found %s; %s"
            .formatted(path, expected + unpacked(path), found, fetchCommand(entry)));
  }

  private static String unpacked(Path path) {
    return new StoredFile(path).isPacked() ? " unpacked" : "";
  }

  private String fetchCommand(CatalogueEntry entry) {
    return "get it with: datasets fetch %s --data %s".formatted(entry.name(), directory.root());
  }
}
