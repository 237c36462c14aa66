package bnn4j.datasets.junk;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.Reading;

/** A dataset made from two datasets of the same directory: signs, and other images. */
public final class JunkFormat implements DatasetFormat {
  @Override
  public String name() {
    return "junk";
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new SignsAndJunk(
        entry,
        Datasets.open(entry.madeOf().get(0), directory.root(), reading),
        Datasets.open(entry.madeOf().get(1), directory.root(), reading));
  }
}
