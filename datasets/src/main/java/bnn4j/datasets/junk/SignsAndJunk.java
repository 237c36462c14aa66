package bnn4j.datasets.junk;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The images of a dataset of signs, and after them {@value #TRAINING_JUNK} training images and
 * {@value #TEST_JUNK} test images of the last class, "not a sign". Test images are made of test
 * images only.
 *
 * @param entry of this dataset in the catalogue
 * @param signs with one class less, or with a last class of pictures of its own that are no signs
 * @param others pictures of the same shape that show no signs
 */
record SignsAndJunk(CatalogueEntry entry, Dataset signs, Dataset others) implements Dataset {
  static final int TRAINING_JUNK = 10_000;
  static final int TEST_JUNK = 2_000;

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
    return joined(signs.training(), others.training(), 0, TRAINING_JUNK);
  }

  @Override
  public LabeledImages test() {
    return joined(signs.test(), others.test(), 1, TEST_JUNK);
  }

  /** Of the images as they are made. */
  @Override
  public String checksum() {
    return LabeledImages.checksum(training(), test());
  }

  private LabeledImages joined(LabeledImages known, LabeledImages other, int stream, int count) {
    int values = shape().values();
    int label = classNames().size() - 1;
    byte[] pixels = Arrays.copyOf(known.pixels(), Math.multiplyExact(known.size() + count, values));
    JunkMaker maker = new JunkMaker(known, other, stream);
    IntStream.range(0, count)
        .parallel()
        .forEach(i -> maker.make(i, pixels, (known.size() + i) * values));
    int[] labels = Arrays.copyOf(known.labels(), known.size() + count);
    Arrays.fill(labels, known.size(), labels.length, label);
    int[] groups =
        IntStream.range(0, labels.length)
            .map(i -> i < known.size() ? known.group(i) : Integer.MAX_VALUE - (i - known.size()))
            .toArray();
    return new LabeledImages(shape(), pixels, labels, classNames()).grouped(groups);
  }
}
