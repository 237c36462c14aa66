package bnn4j.datasets.cifar;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import java.nio.file.Path;
import java.util.Optional;

/** Datasets of record files, for training and for the test. */
public final class CifarFormat implements DatasetFormat {
  @Override
  public String name() {
    return "cifar";
  }

  @Override
  public Optional<Path> otherEdition(CatalogueEntry entry, DataDirectory directory, Part part) {
    return CifarEdition.find(directory.folder(entry), entry.shape()).map(CifarEdition::path);
  }

  @Override
  public Optional<String> checksumFromOtherEdition(
      CatalogueEntry entry, DataDirectory directory, DataFile file) {
    return CifarEdition.find(directory.folder(entry), entry.shape())
        .map(edition -> edition.sha256(file));
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new CifarDataset(entry, directory, reading);
  }
}
