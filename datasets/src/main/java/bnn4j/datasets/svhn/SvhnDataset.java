package bnn4j.datasets.svhn;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.CataloguedDataset;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile.Content;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import java.nio.file.Path;

/** House numbers in a data directory. */
final class SvhnDataset extends CataloguedDataset {
  private final Reading reading;

  SvhnDataset(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    super(entry, directory);
    this.reading = reading;
  }

  @Override
  protected LabeledImages load(Part part) {
    Path file = directory.require(entry, entry.file(part, Content.RECORDS));
    LabeledImages images = new SvhnReader(file, entry.shape()).read(entry.classNames());
    entry.warnOfCount(part, images.size(), file, reading);
    return images;
  }
}
