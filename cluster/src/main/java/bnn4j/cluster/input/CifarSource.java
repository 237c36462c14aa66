package bnn4j.cluster.input;

import bnn4j.cluster.storage.StoredBytes;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.cifar.CifarReader;
import java.util.Optional;

/**
 * The images of a file of CIFAR-10 records.
 *
 * @param file with whole records
 * @param name as the output of an inference has it
 * @param labels how many labels there can be where they mean nothing; 0 where they are classes
 */
record CifarSource(StoredBytes file, String name, int labels) implements Source {
  @Override
  public long images() {
    return file.size() / CifarBlock.recordSize();
  }

  @Override
  public Optional<ImageShape> shape() {
    return Optional.of(CifarReader.CIFAR_10);
  }

  @Override
  public Block block(long from, int count) {
    return new CifarBlock(
        file.path().toString(), name, file.isPacked(), file.size(), labels, from, count);
  }
}
