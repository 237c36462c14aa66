package bnn4j.cluster.input;

import bnn4j.datasets.ImageShape;
import java.util.Optional;

/** A file or folder of images that can be read in blocks of consecutive images. */
interface Source {
  /** How many there are. */
  long images();

  /** The shape of every image; empty for pictures, which are of any size. */
  Optional<ImageShape> shape();

  /** Whether folders that they lie in are called after classes. */
  default boolean labeled() {
    return false;
  }

  /** Some of them. */
  Block block(long from, int count);
}
