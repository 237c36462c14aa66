package bnn4j.cluster.input;

import bnn4j.datasets.ImageShape;
import java.util.List;
import java.util.Optional;

/**
 * Picture files of a folder.
 *
 * @param root the folder
 * @param pictures in their order
 */
record PictureSource(String root, List<StoredPicture> pictures) implements Source {
  @Override
  public long images() {
    return pictures.size();
  }

  @Override
  public Optional<ImageShape> shape() {
    return Optional.empty();
  }

  @Override
  public boolean labeled() {
    return pictures.stream().anyMatch(picture -> picture.label() >= 0);
  }

  @Override
  public Block block(long from, int count) {
    return new PictureBlock(root, List.copyOf(pictures.subList((int) from, (int) from + count)));
  }
}
