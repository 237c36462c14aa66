package bnn4j.datasets.idx;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.Part;
import bnn4j.datasets.StoredFile;
import bnn4j.foundation.Checksum;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of an IDX dataset in another edition: a table of pixels in the dataset's folder. Pixels
 * and labels are in the order of the IDX files, so the checksums of these can be computed.
 *
 * @param table the file
 * @param entry the dataset
 */
record IdxEdition(Path table, CatalogueEntry entry) {

  /** The table of a part, if there is one; raw before packed. */
  static Optional<IdxEdition> find(CatalogueEntry entry, DataDirectory directory, Part part) {
    String end = part == Part.TEST ? "test.csv" : "train.csv";
    List<String> names =
        Stream.of(entry.name() + "_" + end, entry.name() + "-" + end, end)
            .flatMap(name -> Stream.of(name, name + ".gz"))
            .toList();
    return directory.find(entry, names).map(table -> new IdxEdition(table, entry));
  }

  /**
   * Its images and labels.
   *
   * @throws bnn4j.foundation.Refusal if it is malformed, or a label is no class
   */
  PixelTable.Content read() {
    return PixelTable.read(
        new StoredFile(table),
        entry.shape(),
        entry.firstLabel(),
        entry.firstLabel() + entry.classNames().size() - 1);
  }

  /**
   * The sha256 of the IDX file that has the same images or labels.
   *
   * @throws bnn4j.foundation.Refusal as {@link #read}
   */
  String sha256(DataFile file) {
    return sha256(read(), entry.shape(), file.content());
  }

  /** The sha256 of the IDX file that has the images or the labels of a table. */
  static String sha256(PixelTable.Content table, ImageShape shape, DataFile.Content content) {
    boolean images = content == DataFile.Content.IMAGES;
    int count = table.labels().length;
    IdxHeader header =
        new IdxHeader(images ? List.of(count, shape.rows(), shape.columns()) : List.of(count));
    return new Checksum().add(header.toBytes()).add(images ? table.pixels() : table.labels()).hex();
  }
}
