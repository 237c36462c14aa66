package bnn4j.cluster.input;

import bnn4j.datasets.ImageShape;
import java.util.Optional;

/**
 * The images of an IDX file.
 *
 * @param file of the images
 * @param labels file of the labels; null if not requested
 */
record IdxSource(IdxFile file, IdxFile labels) implements Source {
  @Override
  public long images() {
    return file.count();
  }

  @Override
  public Optional<ImageShape> shape() {
    return Optional.of(new ImageShape(1, file.rows(), file.columns()));
  }

  @Override
  public Block block(long from, int count) {
    return new IdxBlock(file, labels, from, count);
  }
}
