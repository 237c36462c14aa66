package bnn4j.datasets.idx;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import java.nio.file.Path;
import java.util.Optional;

/** Datasets of four IDX files: images and labels for training and for the test. */
public class IdxFormat implements DatasetFormat {
  @Override
  public String name() {
    return "idx";
  }

  @Override
  public Optional<Path> otherEdition(CatalogueEntry entry, DataDirectory directory, Part part) {
    return IdxEdition.find(entry, directory, part).map(IdxEdition::table);
  }

  @Override
  public Optional<String> checksumFromOtherEdition(
      CatalogueEntry entry, DataDirectory directory, DataFile file) {
    return IdxEdition.find(entry, directory, file.part()).map(edition -> edition.sha256(file));
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new IdxDataset(entry, directory, IdxLayout.of(entry), reading);
  }
}
