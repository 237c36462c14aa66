package bnn4j.datasets.idx;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Reading;

/** Datasets of four IDX files: images and labels to train on, images and labels to judge by. */
public final class IdxFormat implements DatasetFormat {
  @Override
  public String name() {
    return "idx";
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new IdxDataset(entry, directory, IdxLayout.PLAIN, reading);
  }
}
