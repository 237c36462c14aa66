package bnn4j.datasets.nist;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.CataloguedDataset;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile.Content;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import bnn4j.datasets.cache.ImageCache;
import bnn4j.datasets.picture.PictureFitting;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.datasets.tree.FileTree;
import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Handprinted characters, 128 x 128, black on white: inverted, cropped to the strokes and resized
 * to fill the square, as a BNN-PYNQ notebook does with a picture (formats.md 5.1). Partition {@code
 * hsf_4} is for the test; {@code train} folders, or else all other partitions, are to train on.
 */
final class NistDataset extends CataloguedDataset {
  private final Reading reading;

  NistDataset(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    super(entry, directory);
    this.reading = reading;
  }

  /** Of the images as they are loaded, and so the same for zips and folders. */
  @Override
  public String checksum() {
    return LabeledImages.checksum(test(), training());
  }

  @Override
  protected LabeledImages load(Part part) {
    Path path = directory.require(entry, entry.file(Part.TRAINING, Content.PICTURES));
    try (FileTree tree = FileTree.open(path)) {
      Path cached = directory.cache(entry.name()).resolve(part + ".images");
      String fingerprint = path.getFileName() + " " + tree.fingerprint();
      return new ImageCache(cached, fingerprint)
          .orElseKeep(entry.classNames(), () -> read(part, tree, path), reading);
    }
  }

  private LabeledImages read(Part part, FileTree tree, Path path) {
    List<NistFile> files = files(part, tree);
    if (files.isEmpty()) {
      throw new Refusal(
          "%s: contains no images named as in NIST SD 19, such as 4a/hsf_4/hsf_4_00000.png"
              .formatted(path));
    }
    entry.warnOfCount(part, files.size(), path, reading);
    int values = entry.shape().values();
    byte[] pixels = new byte[Math.multiplyExact(values, files.size())];
    PictureFitting fitting = new PictureFitting(entry.shape(), true);
    IntStream.range(0, files.size())
        .parallel()
        .forEach(
            i -> {
              String name = files.get(i).name();
              String place = tree.place(name);
              byte[] image = fitting.fit(PictureReader.read(place, tree.read(name)), place);
              System.arraycopy(image, 0, pixels, i * values, values);
            });
    int[] labels = files.stream().mapToInt(this::label).toArray();
    return new LabeledImages(entry.shape(), pixels, labels, entry.classNames());
  }

  private List<NistFile> files(Part part, FileTree tree) {
    List<NistFile> all =
        tree.names().stream()
            .map(NistFile::of)
            .flatMap(Optional::stream)
            .filter(file -> label(file) >= 0)
            .toList();
    if (part == Part.TEST) {
      return all.stream().filter(file -> file.partition().equals(NistFile.TEST)).toList();
    }
    boolean gathered = all.stream().anyMatch(file -> file.partition().equals(NistFile.TRAIN));
    return all.stream()
        .filter(
            file ->
                gathered
                    ? file.partition().equals(NistFile.TRAIN)
                    : !file.partition().equals(NistFile.TEST))
        .toList();
  }

  private int label(NistFile file) {
    return entry.classNames().indexOf(file.className(entry.classNames()));
  }
}
