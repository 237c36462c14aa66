package bnn4j.trainer.batches;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.Augmentation;
import bnn4j.datasets.transform.Contrast;
import bnn4j.datasets.transform.Dither;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.network.InputFormat;
import bnn4j.trainer.SmallTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchMakerTest {
  private static final LabeledImages IMAGES = SmallTask.images(57, 1);
  private static final int VALUES = IMAGES.shape().values();
  private static final Augmentation VARIED = new Augmentation(2, true, 10, 0.1, 2);

  /** Eight bits, so that each image is recognized by its values. */
  static BatchMaker maker(Augmentation augmentation, InputTransform transform, long seed) {
    return new BatchMaker(
        IMAGES,
        augmentation,
        transform,
        new InputValues(new InputFormat(1, SmallTask.SIDE, 8)),
        new Targets(SmallTask.CLASSES, false),
        10,
        seed);
  }

  static BatchMaker maker(long seed) {
    return maker(VARIED, InputTransform.NONE, seed);
  }

  static MiniBatch filled(BatchMaker maker, int epoch, int index) {
    MiniBatch batch = maker.emptyBatch();
    maker.fill(batch, epoch, index);
    return batch;
  }

  static void assertEqual(MiniBatch found, MiniBatch expected) {
    assertThat(found.inputs()).isEqualTo(expected.inputs());
    assertThat(found.targets()).isEqualTo(expected.targets());
    assertThat(found.labels()).isEqualTo(expected.labels());
  }

  private static List<List<Float>> imagesOf(BatchMaker maker, int epoch) {
    List<List<Float>> images = new ArrayList<>();
    for (int index = 0; index < maker.batches(); index++) {
      MiniBatch batch = filled(maker, epoch, index);
      for (int i = 0; i < batch.size(); i++) {
        images.add(image(batch, i));
      }
    }
    return images;
  }

  private static List<Float> image(MiniBatch batch, int index) {
    List<Float> values = new ArrayList<>();
    for (int v = 0; v < VALUES; v++) {
      values.add(batch.inputs()[index * VALUES + v]);
    }
    return values;
  }

  @Test
  void anEpochContainsEachImageAtMostOnceWithItsLabel() {
    BatchMaker maker = maker(Augmentation.NONE, InputTransform.NONE, 3);
    Map<List<Float>, Integer> labels = new HashMap<>();
    for (int i = 0; i < IMAGES.size(); i++) {
      float[] values = new float[VALUES];
      new InputValues(new InputFormat(1, SmallTask.SIDE, 8))
          .convert(IMAGES.pixels(), i * VALUES, values, 0, VALUES);
      List<Float> key = new ArrayList<>();
      for (float value : values) {
        key.add(value);
      }
      labels.put(key, IMAGES.label(i));
    }
    assertThat(labels).hasSize(57);
    assertThat(maker.batches()).isEqualTo(5);
    assertThat(imagesOf(maker, 2))
        .hasSize(50)
        .doesNotHaveDuplicates()
        .allMatch(labels::containsKey);
    for (int index = 0; index < 5; index++) {
      MiniBatch batch = filled(maker, 2, index);
      for (int i = 0; i < batch.size(); i++) {
        int label = labels.get(image(batch, i));
        assertThat(batch.labels()[i]).isEqualTo(label);
        float[] wanted = new float[SmallTask.CLASSES];
        Arrays.fill(wanted, -1);
        wanted[label] = 1;
        int from = i * SmallTask.CLASSES;
        assertThat(Arrays.copyOfRange(batch.targets(), from, from + SmallTask.CLASSES))
            .isEqualTo(wanted);
      }
    }
  }

  @Test
  void theOrderDependsOnSeedAndEpochOnly() {
    BatchMaker maker = maker(Augmentation.NONE, InputTransform.NONE, 3);
    List<List<Float>> first = imagesOf(maker, 0);
    List<List<Float>> second = imagesOf(maker, 1);
    assertThat(second).isNotEqualTo(first);
    assertThat(imagesOf(maker, 0)).isEqualTo(first);
    assertThat(imagesOf(maker(Augmentation.NONE, InputTransform.NONE, 3), 1)).isEqualTo(second);
    assertThat(imagesOf(maker(Augmentation.NONE, InputTransform.NONE, 4), 0)).isNotEqualTo(first);
  }

  @Test
  void everyImageGetsItsTurn() {
    BatchMaker maker = maker(Augmentation.NONE, InputTransform.NONE, 3);
    List<List<Float>> seen = new ArrayList<>();
    for (int epoch = 0; epoch < 8; epoch++) {
      seen.addAll(imagesOf(maker, epoch));
    }
    assertThat(seen.stream().distinct()).hasSize(57);
  }

  @Test
  void aBatchFilledByItselfEqualsTheOneInSequence() {
    BatchMaker sequence = maker(3);
    for (int epoch = 0; epoch < 3; epoch++) {
      for (int index = 0; index < sequence.batches(); index++) {
        assertEqual(filled(maker(3), epoch, index), filled(sequence, epoch, index));
      }
    }
  }

  @Test
  void eachEpochVariesAnImageAnew() {
    BatchMaker maker = maker(3);
    List<List<Float>> images = new ArrayList<>(imagesOf(maker, 0));
    images.addAll(imagesOf(maker, 1));
    // Most of the 50 come in both epochs, and no two variations of an image are alike.
    assertThat(images.stream().distinct().count()).isGreaterThan(95);
  }

  @Test
  void imagesAreTransformedAfterTheyAreVaried() {
    InputTransform transform = new InputTransform(true, Contrast.NONE, 100, Dither.NONE);
    MiniBatch plain = filled(maker(VARIED, InputTransform.NONE, 3), 1, 2);
    MiniBatch transformed = filled(maker(VARIED, transform, 3), 1, 2);
    for (int i = 0; i < plain.inputs().length; i++) {
      // -128..-1, 1..127 of 128 stand for bytes 0..127, 128..255
      int q = Math.round(plain.inputs()[i] * 128);
      int pixel = q < 0 ? q + 128 : q + 127;
      boolean white = 255 - pixel >= 100;
      assertThat(transformed.inputs()[i]).isEqualTo((white ? 127 : -128) / 128f);
    }
  }

  @Test
  void aBatchTooManyIsNone() {
    LabeledImages few = IMAGES.first(9);
    BatchMaker maker =
        new BatchMaker(
            few,
            Augmentation.NONE,
            InputTransform.NONE,
            new InputValues(new InputFormat(1, SmallTask.SIDE, 1)),
            new Targets(SmallTask.CLASSES, false),
            10,
            1);
    assertThat(maker.batches()).isZero();
  }

  @Test
  void imagesToLookAtAreVariedReproducibly() {
    LabeledImages varied = AugmentedImages.of(IMAGES, VARIED, 5);
    assertThat(varied.labels()).isEqualTo(IMAGES.labels());
    assertThat(varied.pixels())
        .isEqualTo(AugmentedImages.of(IMAGES, VARIED, 5).pixels())
        .isNotEqualTo(AugmentedImages.of(IMAGES, VARIED, 6).pixels())
        .isNotEqualTo(IMAGES.pixels());
    assertThat(AugmentedImages.of(IMAGES, Augmentation.NONE, 5)).isSameAs(IMAGES);
  }
}
