package bnn4j.datasets.cifar;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import java.nio.file.Path;
import java.util.List;

/** A data set of record files in a data directory. */
final class CifarDataset implements Dataset {
  private final CatalogueEntry entry;
  private final DataDirectory directory;

  CifarDataset(CatalogueEntry entry, DataDirectory directory) {
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
    List<Path> files =
        entry.files().stream()
            .filter(file -> file.part() == part)
            .map(file -> directory.require(entry, file))
            .toList();
    return new CifarReader(entry.shape()).readLabeled(files, entry.classNames());
  }
}
