package bnn4j.datasets.idx;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile.Content;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetRefusal;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import java.nio.file.Path;
import java.util.List;

/** A data set of IDX files in a data directory. */
final class IdxDataset implements Dataset {
  private final CatalogueEntry entry;
  private final DataDirectory directory;

  IdxDataset(CatalogueEntry entry, DataDirectory directory) {
    this.entry = entry;
    this.directory = directory;
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
    LabeledImages loaded = IdxReader.read(images, labels, entry.classNames());
    if (!loaded.shape().equals(entry.shape())) {
      throw new DatasetRefusal(
          "%s: offset 8: expected images of %s, as %s has, found %s"
              .formatted(images, entry.shape(), entry.name(), loaded.shape()));
    }
    return loaded;
  }
}
