package bnn4j.datasets;

import bnn4j.foundation.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * A dataset that can be loaded. Opening reads nothing; {@link #training()}, {@link #test()} and
 * {@link #checksum()} read on each call.
 */
public interface Dataset {

  /** Its name in configs and on the command line, such as {@code fashion-mnist}. */
  String name();

  /** The shape of every image. */
  ImageShape shape();

  /** The classes' names; a label is an index into it. */
  List<String> classNames();

  /**
   * The training images, in the order of the source.
   *
   * @throws Refusal if they are missing or malformed, naming the file
   */
  LabeledImages training();

  /**
   * The validation images, if the dataset has its own. Otherwise {@link Split} takes them from the
   * training images.
   *
   * @throws Refusal if they are malformed, naming the file
   */
  default Optional<LabeledImages> validation() {
    return Optional.empty();
  }

  /**
   * The test images, in the order of the source.
   *
   * @throws Refusal if they are missing or malformed, naming the file
   */
  LabeledImages test();

  /**
   * The same data for a network that takes images of that shape: itself if it has it, else with
   * every image converted (see {@link ShapeConversion}).
   *
   * @throws Refusal if images of this set cannot be so converted
   */
  default Dataset as(ImageShape wanted) {
    return wanted.equals(shape()) ? this : new ConvertedDataset(this, wanted);
  }

  /**
   * A sha256, 64 lower-case hexadecimal digits, that identifies the data: the same for the same
   * images and labels however the files are packed, another one for any other data.
   *
   * @throws Refusal if files are missing
   */
  String checksum();
}
