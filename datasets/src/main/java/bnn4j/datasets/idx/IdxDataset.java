package bnn4j.datasets.idx;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile.Content;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetRefusal;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import java.nio.file.Path;
import java.util.List;

/** A data set of IDX files in a data directory. */
final class IdxDataset implements Dataset {
  private final CatalogueEntry entry;
  private final DataDirectory directory;
  private final IdxLayout layout;
  private final Reading reading;

  IdxDataset(CatalogueEntry entry, DataDirectory directory, IdxLayout layout, Reading reading) {
    this.entry = entry;
    this.directory = directory;
    this.layout = layout;
    this.reading = reading;
  }

  @Override
  public String name() {
    return entry.name();
  }

  @Override
  public ImageShape shape() {
    return entry.shape();
  }

  @Override
  public List<String> classNames() {
    return entry.classNames();
  }

  @Override
  public LabeledImages training() {
    return load(Part.TRAINING);
  }

  @Override
  public LabeledImages test() {
    return load(Part.TEST);
  }

  @Override
  public String checksum() {
    return directory.checksum(entry);
  }

  private LabeledImages load(Part part) {
    Path images = directory.require(entry, entry.file(part, Content.IMAGES));
    Path labels = directory.require(entry, entry.file(part, Content.LABELS));
    LabeledImages loaded = IdxReader.read(images, labels, entry.classNames(), layout);
    if (!loaded.shape().equals(entry.shape())) {
      throw new DatasetRefusal(
          "%s: offset 8: expected images of %s, as %s has, found %s"
              .formatted(images, entry.shape(), entry.name(), loaded.shape()));
    }
    entry.warnOfCount(part, loaded.size(), images, reading);
    return loaded;
  }
}
