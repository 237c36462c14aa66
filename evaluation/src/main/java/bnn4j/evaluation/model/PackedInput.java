package bnn4j.evaluation.model;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.host.InputPacking;

/** Converts dataset images to the input words of an overlay: transform, then pack. */
public final class PackedInput {
  private PackedInput() {}

  /**
   * Packs some images.
   *
   * @param images as they are in the dataset
   * @param transform what the card says has to be done to each
   * @param from first image
   * @param count how many
   * @return {@link Overlay#inputWords} words for each in turn
   * @throws Refusal if images of this shape are not what the overlay takes
   */
  public static long[] pack(
      LabeledImages images, InputTransform transform, Overlay overlay, int from, int count) {
    return pack(images, transform, overlay.network().input(), overlay.name(), from, count);
  }

  /**
   * Packs some images for what is no dataflow overlay.
   *
   * @param format what it takes
   * @param name of it, for messages
   */
  public static long[] pack(
      LabeledImages images,
      InputTransform transform,
      InputFormat format,
      String name,
      int from,
      int count) {
    ImageShape shape = images.shape();
    InputPacking packing = InputPacking.of(format);
    if (packing.pixels() != shape.values()) {
      throw new Refusal(
          "images of %s do not fit %s, which takes %d values each; choose a matching dataset"
              .formatted(shape, name, packing.pixels()));
    }
    long[] words = new long[Math.multiplyExact(count, packing.words())];
    byte[] transformed = new byte[shape.values()];
    for (int i = 0; i < count; i++) {
      transform.apply(shape, images.store(), images.offset(from + i), transformed, 0);
      packing.pack(transformed, 0, words, i * packing.words());
    }
    return words;
  }
}
