package bnn4j.datasets.idx;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.CataloguedDataset;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile.Content;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import bnn4j.datasets.StoredFile;
import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dataset of IDX files in a data directory. */
final class IdxDataset extends CataloguedDataset {
  private final IdxLayout layout;
  private final Reading reading;

  IdxDataset(CatalogueEntry entry, DataDirectory directory, IdxLayout layout, Reading reading) {
    super(entry, directory);
    this.layout = layout;
    this.reading = reading;
  }

  /** That of the IDX files, whatever edition is there. */
  @Override
  public String checksum() {
    Map<Part, PixelTable.Content> tables = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      edition(part).ifPresent(edition -> tables.put(part, edition.read()));
    }
    return DataDirectory.checksum(
        entry,
        file ->
            tables.containsKey(file.part())
                ? IdxEdition.sha256(tables.get(file.part()), entry.shape(), file.content())
                : new StoredFile(directory.require(entry, file)).sha256());
  }

  @Override
  protected LabeledImages load(Part part) {
    Optional<IdxEdition> edition = edition(part);
    LabeledImages loaded = edition.isPresent() ? load(edition.get()) : loadFiles(part);
    entry.warnOfCount(
        part,
        loaded.size(),
        edition.map(IdxEdition::table).orElseGet(() -> file(part, Content.IMAGES)),
        reading);
    return loaded;
  }

  private LabeledImages load(IdxEdition edition) {
    PixelTable.Content table = edition.read();
    return IdxReader.read(
        new IdxArray(
            List.of(table.labels().length, entry.shape().rows(), entry.shape().columns()),
            table.pixels()),
        table.labels(),
        0,
        edition.table().toString(),
        entry.classNames(),
        layout);
  }

  private LabeledImages loadFiles(Part part) {
    Path images = file(part, Content.IMAGES);
    LabeledImages loaded =
        IdxReader.read(images, file(part, Content.LABELS), entry.classNames(), layout);
    if (!loaded.shape().equals(entry.shape())) {
      throw new Refusal(
          "%s: offset 8: expected images of %s, as %s has, found %s"
              .formatted(images, entry.shape(), entry.name(), loaded.shape()));
    }
    return loaded;
  }

  private Path file(Part part, Content content) {
    return directory.require(entry, entry.file(part, content));
  }

  /** An edition other than the IDX files, if one of these is not there. */
  private Optional<IdxEdition> edition(Part part) {
    boolean complete =
        entry.files().stream()
            .filter(file -> file.part() == part)
            .allMatch(file -> directory.find(entry, file).isPresent());
    return complete ? Optional.empty() : IdxEdition.find(entry, directory, part);
  }
}
