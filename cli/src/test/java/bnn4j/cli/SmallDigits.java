package bnn4j.cli;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.idx.IdxWriter;
import bnn4j.datasets.rendered.RenderedDigits;
import java.nio.file.Path;

/** A data set small enough to train on in a test, in the place and the files of MNIST. */
final class SmallDigits {
  static final int TRAINING_IMAGES = 300;
  static final int TEST_IMAGES = 100;

  private SmallDigits() {}

  /** Puts it into a data directory, as {@code mnist}. */
  static Path writeInto(Path data) {
    return writeInto(data, TRAINING_IMAGES);
  }

  /** The same with as many training images as are asked for. */
  static Path writeInto(Path data, int trainingImages) {
    RenderedDigits digits = new RenderedDigits(trainingImages, TEST_IMAGES, 1);
    write(digits.training(), data.resolve("mnist"), "train");
    write(digits.test(), data.resolve("mnist"), "t10k");
    return data;
  }

  private static void write(LabeledImages images, Path folder, String part) {
    IdxWriter.writeImages(images, folder.resolve(part + "-images-idx3-ubyte"));
    IdxWriter.writeLabels(images, folder.resolve(part + "-labels-idx1-ubyte"));
  }
}
