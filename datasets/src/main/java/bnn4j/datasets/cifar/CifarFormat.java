package bnn4j.datasets.cifar;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Reading;

/** Data sets of record files: some to train on, some to judge by. */
public final class CifarFormat implements DatasetFormat {
  @Override
  public String name() {
    return "cifar";
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new CifarDataset(entry, directory);
  }
}
