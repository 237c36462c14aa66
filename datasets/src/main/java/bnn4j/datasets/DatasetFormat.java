package bnn4j.datasets;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A way to store datasets, found through {@link java.util.ServiceLoader}: the packages below
 * provide these, so nothing here depends on them.
 */
public interface DatasetFormat {

  /** Its name in the catalogue, such as {@code idx}. */
  String name();

  /**
   * The place of a part of a dataset in another edition than the catalogue's, which {@link #open}
   * also reads; empty if there is none.
   */
  default Optional<Path> otherEdition(CatalogueEntry entry, DataDirectory directory, Part part) {
    return Optional.empty();
  }

  /**
   * The sha256 that a file of the catalogue has if it is made from another edition, where that has
   * every bit of it; empty if there is none, or it has not.
   *
   * @throws bnn4j.foundation.Refusal if the edition cannot be read
   */
  default Optional<String> checksumFromOtherEdition(
      CatalogueEntry entry, DataDirectory directory, DataFile file) {
    return Optional.empty();
  }

  /** A dataset of this format in that directory. Reads nothing yet. */
  Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading);
}
