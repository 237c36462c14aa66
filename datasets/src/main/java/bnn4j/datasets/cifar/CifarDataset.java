package bnn4j.datasets.cifar;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.CataloguedDataset;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import bnn4j.foundation.Checksum;
import java.nio.charset.StandardCharsets;
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
    Optional<CifarEdition> edition = edition(entry.files());
    if (edition.isEmpty()) {
      return directory.checksum(entry);
    }
    StringBuilder lines = new StringBuilder();
    for (DataFile file : entry.files()) {
      String sha256 = Checksum.hex(edition.get().records(List.of(file)).get(0));
      lines.append(sha256).append("  ").append(file.name()).append('\n');
    }
    return Checksum.hex(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected LabeledImages load(Part part) {
    List<DataFile> files = entry.files().stream().filter(file -> file.part() == part).toList();
    CifarReader reader = new CifarReader(entry.shape());
    Optional<CifarEdition> edition = edition(files);
    LabeledImages images =
        edition.isPresent()
            ? reader.readLabeled(files, edition.get().records(files), entry.classNames())
            : reader.readLabeled(
                files.stream().map(file -> directory.require(entry, file)).toList(),
                entry.classNames());
    entry.warnOfCount(
        part,
        images.size(),
        edition.map(CifarEdition::path).orElseGet(() -> directory.folder(entry)),
        reading);
    return images;
  }

  /** An edition other than the record files, if these are not there. */
  private Optional<CifarEdition> edition(List<DataFile> files) {
    return files.stream().allMatch(file -> directory.find(entry, file).isPresent())
        ? Optional.empty()
        : CifarEdition.find(directory.folder(entry), entry.shape());
  }
}
