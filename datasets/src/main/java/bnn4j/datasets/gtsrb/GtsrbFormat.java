package bnn4j.datasets.gtsrb;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import java.nio.file.Path;
import java.util.Optional;

/** GTSRB in its official zips or unpacked, its competition edition included. */
public final class GtsrbFormat implements DatasetFormat {
  @Override
  public String name() {
    return "gtsrb";
  }

  @Override
  public Optional<Path> otherEdition(CatalogueEntry entry, DataDirectory directory, Part part) {
    return SignEdition.find(directory.folder(entry), part).map(SignEdition::root);
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new GtsrbDataset(entry, directory, reading);
  }
}
