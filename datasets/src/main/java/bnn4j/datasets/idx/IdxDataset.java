package bnn4j.datasets.idx;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.CataloguedDataset;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile.Content;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import bnn4j.foundation.Refusal;
import java.nio.file.Path;

/** A dataset of IDX files in a data directory. */
final class IdxDataset extends CataloguedDataset {
  private final IdxLayout layout;
  private final Reading reading;

  IdxDataset(CatalogueEntry entry, DataDirectory directory, IdxLayout layout, Reading reading) {
    super(entry, directory);
    this.layout = layout;
    this.reading = reading;
  }

  @Override
  protected LabeledImages load(Part part) {
    Path images = directory.require(entry, entry.file(part, Content.IMAGES));
    Path labels = directory.require(entry, entry.file(part, Content.LABELS));
    LabeledImages loaded = IdxReader.read(images, labels, entry.classNames(), layout);
    if (!loaded.shape().equals(entry.shape())) {
      throw new Refusal(
          "%s: offset 8: expected images of %s, as %s has, found %s"
              .formatted(images, entry.shape(), entry.name(), loaded.shape()));
    }
    entry.warnOfCount(part, loaded.size(), images, reading);
    return loaded;
  }
}
