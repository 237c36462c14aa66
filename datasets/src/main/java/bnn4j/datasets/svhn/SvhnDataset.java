package bnn4j.datasets.svhn;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile.Content;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import java.nio.file.Path;
import java.util.List;

/** House numbers in a data directory. */
final class SvhnDataset implements Dataset {
  private final CatalogueEntry entry;
  private final DataDirectory directory;
  private final Reading reading;

  SvhnDataset(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    this.entry = entry;
    this.directory = directory;
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
    Path file = directory.require(entry, entry.file(part, Content.RECORDS));
    LabeledImages images = new SvhnReader(file, entry.shape()).read(entry.classNames());
    entry.warnOfCount(part, images.size(), file, reading);
    return images;
  }
}
