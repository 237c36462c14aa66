package bnn4j.datasets.folder;

import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.Reading;
import bnn4j.datasets.cache.ImageCache;
import bnn4j.datasets.picture.PictureFitting;
import bnn4j.datasets.tree.FileTree;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The user's images, fitted to the required shape by {@link PictureFitting}, as images to be
 * classified are.
 */
final class FolderDataset implements Dataset {
  /** Changes when the same files become other images, so that what was kept counts no more. */
  private static final String READER = "2 ";

  private final String name;
  private final PictureFolder folder;
  private final DataDirectory directory;
  private final Reading reading;
  private final ImageShape shape;

  /** What is odd about the folder is said once. */
  private boolean remarked;

  FolderDataset(
      String name,
      PictureFolder folder,
      ImageShape shape,
      DataDirectory directory,
      Reading reading) {
    this.name = name;
    this.folder = folder;
    this.shape = shape;
    this.directory = directory;
    this.reading = reading;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public List<String> classNames() {
    return folder.classNames();
  }

  /** The pictures themselves made into that shape, not those of {@link #shape()}. */
  @Override
  public Dataset as(ImageShape wanted) {
    return new FolderDataset(name, folder, wanted, directory, reading);
  }

  @Override
  public LabeledImages training() {
    if (!remarked) {
      remarked = true;
      new LeakCheck(folder).warn(reading);
      folder.remarks().forEach(reading::warn);
      LabeledImages loaded = load(Part.TRAINING);
      new SameInTwoClasses(loaded)
          .remark()
          .ifPresent(remark -> reading.warn("%s: %s".formatted(folder.root(), remark)));
      return loaded;
    }
    return load(Part.TRAINING);
  }

  /** What lies in a folder for it. */
  @Override
  public Optional<LabeledImages> validation() {
    return folder.validation().stream().allMatch(List::isEmpty)
        ? Optional.empty()
        : Optional.of(load(Part.VALIDATION));
  }

  @Override
  public LabeledImages test() {
    return load(Part.TEST);
  }

  /** Of the images as they are loaded. */
  @Override
  public String checksum() {
    LabeledImages training = load(Part.TRAINING);
    return validation()
        .map(validation -> LabeledImages.checksum(training, test(), validation))
        .orElseGet(() -> LabeledImages.checksum(training, test()));
  }

  private LabeledImages load(Part part) {
    if (folder.pictures(part).stream().allMatch(List::isEmpty)) {
      throw new Refusal(
          "%s: has no %s images; provide at least five per class, or create train and test folders"
              .formatted(folder.root(), part == Part.TEST ? "test" : "training"));
    }
    PictureFitting fitting = new PictureFitting(shape, reading.invert(), reading.fit());
    Path root = folder.root().toAbsolutePath().normalize();
    String hash = Checksum.hex(root.toString().getBytes(StandardCharsets.UTF_8));
    Path cached =
        directory
            .cache("folder-" + hash.substring(0, 16))
            .resolve(
                part
                    + "-"
                    + shape
                    + (reading.invert() ? "-inverted" : "")
                    + (reading.fit() == PictureFit.FILL ? "" : "-" + reading.fit())
                    + ".images");
    ImageCache cache = new ImageCache(cached, READER + folder.fingerprint());
    List<String> names = folder.pictures(part).stream().flatMap(List::stream).toList();
    return cache
        .find(classNames())
        .filter(images -> images.size() == names.size())
        .map(images -> images.named(names))
        .orElseGet(() -> read(part, fitting, cache));
  }

  private LabeledImages read(Part part, PictureFitting fitting, ImageCache cache) {
    List<List<String>> pictures = folder.pictures(part);
    try (FileTree tree = FileTree.open(folder.root())) {
      LabeledImages images =
          new PictureFolderReader(tree, fitting, reading).read(pictures, folder.classNames());
      // After a skip nothing is kept, so that every load says what it skips.
      if (images.size() == pictures.stream().mapToInt(List::size).sum()) {
        cache.keep(images, reading);
      }
      return images;
    }
  }
}
