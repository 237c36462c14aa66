package bnn4j.trainer.batches;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.Augmentation;
import java.util.SplittableRandom;

/** Images as training would vary them, to look at. */
public final class AugmentedImages {
  private AugmentedImages() {}

  /** Each image varied once. */
  public static LabeledImages of(LabeledImages images, Augmentation augmentation, long seed) {
    if (augmentation.isIdentity()) {
      return images;
    }
    int values = images.shape().values();
    byte[] pixels = new byte[images.size() * values];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < images.size(); i++) {
      augmentation.apply(
          images.shape(), images.store(), images.offset(i), pixels, i * values, random);
    }
    return images.with(images.shape(), pixels);
  }
}
