package bnn4j.datasets.idx;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import java.io.DataOutputStream;
import java.nio.file.Path;

/** Writes IDX files as an unmodified host reads them, raw (formats.md 5.1). */
public final class IdxWriter {
  private static final int IMAGES_MAGIC = 0x00000803;
  private static final int LABELS_MAGIC = 0x00000801;

  private IdxWriter() {}

  /**
   * Writes the images, {@code [images][rows][columns]}; replaces the file in one step.
   *
   * @throws Refusal if there are no images, they are in colour, or the file cannot be written
   */
  public static void writeImages(LabeledImages images, Path file) {
    ImageShape shape = images.shape();
    if (shape.channels() != 1) {
      throw new Refusal(
          "%s: an IDX file holds grey images; these have %d channels"
              .formatted(file, shape.channels()));
    }
    checkNotEmpty(images, file);
    AtomicFile.write(
        file,
        out -> {
          DataOutputStream data = new DataOutputStream(out);
          data.writeInt(IMAGES_MAGIC);
          data.writeInt(images.size());
          data.writeInt(shape.rows());
          data.writeInt(shape.columns());
          data.write(images.pixels());
          data.flush();
        });
  }

  /**
   * Writes the labels, one byte each; replaces the file in one step.
   *
   * @throws Refusal if there are none, there are over 256 classes, or the file cannot be written
   */
  public static void writeLabels(LabeledImages images, Path file) {
    if (images.classNames().size() > 256) {
      throw new Refusal(
          "%s: IDX labels are one byte each; %d classes do not fit"
              .formatted(file, images.classNames().size()));
    }
    checkNotEmpty(images, file);
    AtomicFile.write(
        file,
        out -> {
          DataOutputStream data = new DataOutputStream(out);
          data.writeInt(LABELS_MAGIC);
          data.writeInt(images.size());
          for (int label : images.labels()) {
            data.writeByte(label);
          }
          data.flush();
        });
  }

  private static void checkNotEmpty(LabeledImages images, Path file) {
    if (images.size() == 0) {
      throw new Refusal(file + ": no images to write");
    }
  }
}
