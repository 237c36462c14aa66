package bnn4j.cluster;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.idx.IdxWriter;
import bnn4j.datasets.rendered.RenderedDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data set that is trained on in seconds, in the place and the files of MNIST, and a config. */
final class SmallData {
  private SmallData() {}

  /** Puts it into a folder of data sets. */
  static Path write(Path data) {
    RenderedDigits digits = new RenderedDigits(300, 100, 1);
    write(digits.training(), data.resolve("mnist"), "train");
    write(digits.test(), data.resolve("mnist"), "t10k");
    return data;
  }

  private static void write(LabeledImages images, Path folder, String part) {
    IdxWriter.writeImages(images, folder.resolve(part + "-images-idx3-ubyte"));
    IdxWriter.writeLabels(images, folder.resolve(part + "-labels-idx1-ubyte"));
  }

  /** How to train on it. */
  static Path config(Path folder, int epochs) throws IOException {
    return Files.writeString(
        folder.resolve("small.yaml"),
        """
        network: lfcW1A1
        dataset: mnist
        validation: 60
        epochs: %d
        batch-size: 20
        learning-rate: {start: 0.01, end: 0.001}
        dropout: {input: 0.1, hidden: 0.2}
        seed: 7
        """
            .formatted(epochs));
  }
}
