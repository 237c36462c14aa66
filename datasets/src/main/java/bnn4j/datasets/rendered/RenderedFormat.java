package bnn4j.datasets.rendered;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Reading;

/** Data sets that are drawn on the spot; the data directory plays no part. */
public final class RenderedFormat implements DatasetFormat {
  @Override
  public String name() {
    return "rendered";
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    return new RenderedDigits(
        entry.trainingImages(), entry.testImages(), RenderedDigits.DEFAULT_SEED);
  }
}
