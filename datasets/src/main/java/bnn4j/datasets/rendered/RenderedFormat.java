package bnn4j.datasets.rendered;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Reading;

/** Rendered datasets; the data directory is not used. */
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
