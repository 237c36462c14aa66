package bnn4j.trainer.batches;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.Augmentation;
import bnn4j.datasets.transform.InputTransform;
import java.util.SplittableRandom;

/** Makes the batches of each epoch: shuffled, varied, transformed. Not for use by two threads. */
public final class BatchMaker {
  private final LabeledImages images;
  private final Augmentation augmentation;
  private final InputTransform transform;
  private final InputValues values;
  private final Targets targets;
  private final int batchSize;
  private final long seed;
  private final byte[] varied;
  private final byte[] transformed;
  private int[] order = {};
  private int orderedEpoch = -1;

  /**
   * A maker.
   *
   * @param images the training images as they are in the dataset
   * @param augmentation how each image is varied each time
   * @param transform what is done to every image, in training and after
   * @param values what the network sees of a pixel
   * @param targets what the network shall answer
   * @param batchSize images per batch; a rest that does not fill one is left out of the epoch
   * @param seed of order and variation
   */
  public BatchMaker(
      LabeledImages images,
      Augmentation augmentation,
      InputTransform transform,
      InputValues values,
      Targets targets,
      int batchSize,
      long seed) {
    this.images = images;
    this.augmentation = augmentation;
    this.transform = transform;
    this.values = values;
    this.targets = targets;
    this.batchSize = batchSize;
    this.seed = seed;
    this.varied = new byte[images.shape().values()];
    this.transformed = new byte[images.shape().values()];
  }

  /** Full batches in an epoch. */
  public int batches() {
    return images.size() / batchSize;
  }

  /** Arrays for one batch, to be filled. */
  public MiniBatch emptyBatch() {
    return new MiniBatch(
        new float[batchSize * images.shape().values()],
        new float[batchSize * images.classNames().size()],
        new int[batchSize]);
  }

  /** Fills a batch: number {@code index} of epoch {@code epoch}, both from 0. */
  public void fill(MiniBatch batch, int epoch, int index) {
    if (epoch != orderedEpoch) {
      order = shuffled(epoch);
      orderedEpoch = epoch;
    }
    int valuesPerImage = images.shape().values();
    for (int i = 0; i < batchSize; i++) {
      int image = order[index * batchSize + i];
      input(image, epoch, batch.inputs(), i * valuesPerImage);
      batch.labels()[i] = images.label(image);
      targets.write(images.label(image), batch.targets(), i * images.classNames().size());
    }
  }

  private void input(int image, int epoch, float[] target, int offset) {
    ImageShape shape = images.shape();
    byte[] pixels = images.store();
    int from = images.offset(image);
    if (!augmentation.isIdentity()) {
      SplittableRandom random = random(epoch, image + 1L);
      augmentation.apply(shape, pixels, from, varied, 0, random);
      pixels = varied;
      from = 0;
    }
    if (!transform.isIdentity()) {
      transform.apply(shape, pixels, from, transformed, 0);
      pixels = transformed;
      from = 0;
    }
    values.convert(pixels, from, target, offset, shape.values());
  }

  private int[] shuffled(int epoch) {
    int[] indices = new int[images.size()];
    SplittableRandom random = random(epoch, 0);
    for (int i = 0; i < indices.length; i++) {
      int j = random.nextInt(i + 1);
      indices[i] = indices[j];
      indices[j] = i;
    }
    return indices;
  }

  /** A generator of its own for each epoch and purpose: position in the run is all its state. */
  private SplittableRandom random(int epoch, long purpose) {
    long epochSeed = new SplittableRandom(seed + epoch).nextLong();
    return new SplittableRandom(epochSeed ^ (purpose * 0x9e3779b97f4a7c15L));
  }
}
