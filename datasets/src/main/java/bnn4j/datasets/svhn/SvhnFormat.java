package bnn4j.datasets.svhn;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Reading;

/** SVHN's cropped digits: one MATLAB file for training, one for the test. */
public final class SvhnFormat implements DatasetFormat {
  @Override
  public String name() {
    return "svhn";
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new SvhnDataset(entry, directory, reading);
  }
}
