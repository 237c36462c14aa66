package bnn4j.datasets;

import bnn4j.foundation.Refusal;
import java.util.List;

/** Common part of all datasets of the catalogue; a format defines how a part is loaded. */
public abstract class CataloguedDataset implements Dataset {
  /** The entry in the catalogue. */
  protected final CatalogueEntry entry;

  /** Where its files are. */
  protected final DataDirectory directory;

  /** The dataset of an entry, in a directory. */
  protected CataloguedDataset(CatalogueEntry entry, DataDirectory directory) {
    this.entry = entry;
    this.directory = directory;
  }

  /**
   * Loads the training or the test images.
   *
   * @throws Refusal if they are missing or malformed, naming the file
   */
  protected abstract LabeledImages load(Part part);

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
}
