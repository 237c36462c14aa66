package bnn4j.datasets.folder;

import bnn4j.datasets.LabeledImages;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for images that are the same and of different classes: of each two, one is in the wrong
 * folder, or what tells them apart was lost on the way to what the network takes.
 */
final class SameInTwoClasses {
  private final LabeledImages images;

  SameInTwoClasses(LabeledImages images) {
    this.images = images;
  }

  /** An image's bytes as a key. */
  private record Pixels(byte[] values) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Pixels pixels && Arrays.equals(values, pixels.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return "%d values".formatted(values.length);
    }
  }

  /** How many there are and the first two, if there are any. */
  Optional<String> remark() {
    Map<Integer, Integer> firstOfHash = new HashMap<>();
    Map<Pixels, Integer> first = new HashMap<>();
    int found = 0;
    String example = "";
    byte[] values = new byte[images.shape().values()];
    for (int i = 0; i < images.size(); i++) {
      images.copyPixels(i, values, 0);
      Integer alike = firstOfHash.putIfAbsent(Arrays.hashCode(values), i);
      if (alike == null) {
        continue;
      }
      first.putIfAbsent(pixels(alike), alike);
      Integer same = first.putIfAbsent(pixels(i), i);
      if (same != null && images.label(same) != images.label(i)) {
        found++;
        example = example.isEmpty() ? "%s and %s".formatted(name(same), name(i)) : example;
      }
    }
    return found == 0
        ? Optional.empty()
        : Optional.of(
            "%d training images are the same as one of another class: %s"
                .formatted(found, example));
  }

  private Pixels pixels(int image) {
    byte[] values = new byte[images.shape().values()];
    images.copyPixels(image, values, 0);
    return new Pixels(values);
  }

  private String name(int image) {
    return images.name(image).orElse("image " + image);
  }
}
