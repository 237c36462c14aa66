package bnn4j.datasets.gtsrb;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Reading;

/** GTSRB in its official zips or unpacked, its competition edition included. */
public final class GtsrbFormat implements DatasetFormat {
  @Override
  public String name() {
    return "gtsrb";
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new GtsrbDataset(entry, directory, reading);
  }
}
