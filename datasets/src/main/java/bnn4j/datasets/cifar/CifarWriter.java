package bnn4j.datasets.cifar;

import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import java.nio.file.Path;

/** Writes record files, for an unmodified BNN-PYNQ host. */
public final class CifarWriter {
  private CifarWriter() {}

  /**
   * Writes images with their labels; replaces the file in one step.
   *
   * @throws Refusal if there are none, there are over 256 classes, or the file cannot be written
   */
  public static void write(LabeledImages images, Path file) {
    if (images.size() == 0) {
      throw new Refusal(file + ": no images to write");
    }
    if (images.classNames().size() > 256) {
      throw new Refusal(
          "%s: labels are one byte each; %d classes do not fit"
              .formatted(file, images.classNames().size()));
    }
    int values = images.shape().values();
    AtomicFile.write(
        file,
        out -> {
          for (int image = 0; image < images.size(); image++) {
            out.write(images.label(image));
            out.write(images.store(), images.offset(image), values);
          }
        });
  }
}
