package bnn4j.datasets.nist;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Reading;

/** NIST SD 19 by class or by merge, zipped or unpacked. */
public final class NistFormat implements DatasetFormat {
  @Override
  public String name() {
    return "nist";
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new NistDataset(entry, directory, reading);
  }
}
