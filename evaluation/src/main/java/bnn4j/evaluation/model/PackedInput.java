package bnn4j.evaluation.model;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.host.InputPacking;

/** Turns images of a data set into the input words of an overlay: transform, then pack. */
public final class PackedInput {
  private PackedInput() {}

  /**
   * Packs some images.
   *
   * @param images as they are in the data set
   * @param transform what the card says has to be done to each
   * @param from first image
   * @param count how many
   * @return {@link Overlay#inputWords} words for each in turn
   * @throws Refusal if images of this shape are not what the overlay takes
   */
  public static long[] pack(
      LabeledImages images, InputTransform transform, Overlay overlay, int from, int count) {
    ImageShape shape = images.shape();
    InputPacking packing = InputPacking.of(overlay);
    if (packing.pixels() != shape.values()) {
      throw new Refusal(
          "images of %s do not fit %s, which takes %d values each; choose a matching dataset"
              .formatted(shape, overlay.name(), packing.pixels()));
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
