package bnn4j.datasets.idx;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Reading;

/** EMNIST: IDX files with transposed images; the catalogue defines the first label. */
public final class EmnistFormat implements DatasetFormat {
  static final String NAME = "emnist";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new IdxDataset(entry, directory, IdxLayout.of(entry), reading);
  }
}
