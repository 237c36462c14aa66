package bnn4j.datasets.cifar;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.CataloguedDataset;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A dataset of record files in a data directory. */
final class CifarDataset extends CataloguedDataset {

  private final Reading reading;

  CifarDataset(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    super(entry, directory);
    this.reading = reading;
  }

  /** That of the record files, whatever edition is there. */
  @Override
  public String checksum() {
    return edition(entry.files())
        .map(edition -> DataDirectory.checksum(entry, edition::sha256))
        .orElseGet(() -> directory.checksum(entry));
  }

  @Override
  protected LabeledImages load(Part part) {
    List<DataFile> files = entry.files().stream().filter(file -> file.part() == part).toList();
    CifarReader reader = new CifarReader(entry.shape());
    Optional<CifarEdition> edition = edition(files);
    LabeledImages images;
    Path place;
    if (edition.isPresent()) {
      images = reader.readLabeled(files, edition.get().records(files), entry.classNames());
      place = edition.get().path();
      StoredClassNames.compare(place, entry.classNames(), reading);
    } else {
      List<Path> paths = files.stream().map(file -> directory.require(entry, file)).toList();
      images = reader.readLabeled(paths, entry.classNames());
      place = directory.folder(entry);
      StoredClassNames.compare(paths.get(0).resolveSibling(""), entry.classNames(), reading);
    }
    entry.warnOfCount(part, images.size(), place, reading);
    return images;
  }

  /** An edition other than the record files, if these are not there. */
  private Optional<CifarEdition> edition(List<DataFile> files) {
    return files.stream().allMatch(file -> directory.find(entry, file).isPresent())
        ? Optional.empty()
        : CifarEdition.find(directory.folder(entry), entry.shape());
  }
}
