package bnn4j.datasets.fetch;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.StoredFile;
import bnn4j.foundation.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a dataset that are present, without reading them: files of the right size count, and
 * so do other editions. {@link Verifier} checks contents.
 *
 * @param files how many the dataset has
 * @param present how many are there, unpacked folders and other editions included
 * @param wrong a sentence for the first that is there with another size; empty if there is none
 * @param otherEdition where another edition lies that stands for a file; empty if none does
 */
public record Stock(int files, int present, Optional<String> wrong, Optional<Path> otherEdition) {

  /** What is there; of a dataset that is made of others, what is there of these. */
  public static Stock of(CatalogueEntry entry, DataDirectory directory) {
    int present = 0;
    Optional<String> wrong = Optional.empty();
    Optional<Path> other = Optional.empty();
    for (DataFile file : entry.files()) {
      Optional<Path> path = directory.find(entry, file);
      if (path.isEmpty()) {
        Optional<Path> edition = Datasets.otherEdition(entry, directory, file.part());
        present += edition.isPresent() ? 1 : 0;
        other = other.or(() -> edition);
      } else {
        Optional<String> fault = fault(file, path.get());
        present++;
        wrong = wrong.or(() -> fault);
      }
    }
    int files = entry.files().size();
    for (String part : entry.madeOf()) {
      Stock stock = of(Datasets.entry(part), directory);
      files += stock.files;
      present += stock.present;
      wrong = wrong.or(stock::wrong);
      other = other.or(stock::otherEdition);
    }
    return new Stock(files, present, wrong, other);
  }

  private static Optional<String> fault(DataFile file, Path path) {
    if (Files.isDirectory(path)) {
      return Optional.empty();
    }
    try {
      long size = new StoredFile(path).size();
      return size == file.size()
          ? Optional.empty()
          : Optional.of("%s has %d bytes, not %d".formatted(path.getFileName(), size, file.size()));
    } catch (Refusal e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Whether all of it is there, each file with the right size. */
  public boolean isWhole() {
    return present == files && wrong.isEmpty();
  }

  /** Whether nothing of it is there, be it right or wrong. */
  public boolean isEmpty() {
    return present == 0;
  }

  /** In words, such as {@code 2 of 4 files}. */
  public String text() {
    if (present < files) {
      return present == 0 ? "missing" : "%d of %d files".formatted(present, files);
    }
    return wrong.map(fault -> "differs from the official files: " + fault).orElse("complete");
  }
}
