package bnn4j.datasets;

import bnn4j.foundation.Checksum;
import bnn4j.foundation.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Images of one shape with their labels, all in memory. Immutable by contract: {@link #store()} and
 * {@link #pixels()} must not be modified. A selection shares the pixels of its source, so that the
 * largest datasets can be split within 1 GiB.
 */
public final class LabeledImages {
  private final ImageShape shape;
  private final byte[] store;

  /** The index in the store of each image; null if the images are the store, in order. */
  private final int[] places;

  private final int[] labels;
  private final List<String> classNames;

  /** The group of each image; null if there are no groups. */
  private final int[] groups;

  /** The name of each image, such as its file; null if unknown. */
  private final List<String> names;

  /** The pixels in order, copied at the first call that needs them. */
  private byte[] pixels;

  /**
   * Takes over {@code pixels} without copying it; the caller gives it up.
   *
   * @param shape shape of every image
   * @param pixels {@code [images][channels][rows][columns]}, unsigned, 0..255
   * @param labels the class of each image, an index into {@code classNames}
   * @param classNames the classes' names in order
   * @throws Refusal if the lengths do not fit together or a label is not a class
   */
  public LabeledImages(ImageShape shape, byte[] pixels, int[] labels, List<String> classNames) {
    this(shape, pixels, null, labels.clone(), List.copyOf(classNames), null, null);
    if (pixels.length != (long) labels.length * shape.values()) {
      throw new Refusal(
          "%d images of %s need %d bytes of pixels, found %d"
              .formatted(
                  labels.length, shape, (long) labels.length * shape.values(), pixels.length));
    }
    for (int image = 0; image < labels.length; image++) {
      if (labels[image] < 0 || labels[image] >= classNames.size()) {
        throw new Refusal(
            "image %d has label %d; the labels of %d classes are 0..%d"
                .formatted(image, labels[image], classNames.size(), classNames.size() - 1));
      }
    }
  }

  private LabeledImages(
      ImageShape shape,
      byte[] store,
      int[] places,
      int[] labels,
      List<String> classNames,
      int[] groups,
      List<String> names) {
    this.shape = Objects.requireNonNull(shape);
    this.store = Objects.requireNonNull(store);
    this.places = places;
    this.labels = labels;
    this.classNames = classNames;
    this.groups = groups;
    this.names = names;
  }

  /** The sha256 that identifies images, their labels and the names of their classes. */
  public static String checksum(LabeledImages... parts) {
    Checksum checksum = new Checksum();
    for (LabeledImages images : parts) {
      checksum.add(images.shape().toString().getBytes(StandardCharsets.UTF_8));
      images.classNames().forEach(n -> checksum.add((n + "\n").getBytes(StandardCharsets.UTF_8)));
      ByteBuffer labels = ByteBuffer.allocate(4 * images.size());
      for (int image = 0; image < images.size(); image++) {
        labels.putInt(images.label(image));
      }
      checksum.add(labels.array()).add(images.pixels());
    }
    return checksum.hex();
  }

  /**
   * The same images with groups, such as the frames of one film. {@link Split} does not divide a
   * group.
   *
   * @param newGroups a number for each image, equal within a group
   * @throws IllegalArgumentException if there are not as many numbers as images
   */
  public LabeledImages grouped(int[] newGroups) {
    if (newGroups.length != size()) {
      throw new IllegalArgumentException(
          "%d groups for %d images".formatted(newGroups.length, size()));
    }
    return new LabeledImages(shape, store, places, labels, classNames, newGroups.clone(), names);
  }

  /**
   * The same images with a name for each, such as its file.
   *
   * @throws IllegalArgumentException if there are not as many names as images
   */
  public LabeledImages named(List<String> newNames) {
    if (newNames.size() != size()) {
      throw new IllegalArgumentException(
          "%d names for %d images".formatted(newNames.size(), size()));
    }
    return new LabeledImages(
        shape, store, places, labels, classNames, groups, List.copyOf(newNames));
  }

  /** The name of image {@code i}; empty if unknown. */
  public Optional<String> name(int i) {
    Objects.checkIndex(i, size());
    return names == null ? Optional.empty() : Optional.of(names.get(i));
  }

  /**
   * The same labels, classes and groups with other pixels, taken over without copying.
   *
   * @throws Refusal if they are not as many images of the new shape
   */
  public LabeledImages with(ImageShape newShape, byte[] newPixels) {
    LabeledImages images = new LabeledImages(newShape, newPixels, labels, classNames);
    LabeledImages grouped = groups == null ? images : images.grouped(groups);
    return names == null ? grouped : grouped.named(names);
  }

  /** Whether images form groups that belong together. */
  public boolean isGrouped() {
    return groups != null;
  }

  /** The number of the group of image {@code i}; the image's own number if there are no groups. */
  public int group(int i) {
    return groups == null ? Objects.checkIndex(i, size()) : groups[i];
  }

  /** How many images there are. */
  public int size() {
    return labels.length;
  }

  /** The shape of every image. */
  public ImageShape shape() {
    return shape;
  }

  /** The class of image {@code i}, an index into {@link #classNames()}. */
  public int label(int i) {
    return labels[i];
  }

  /** A copy of all labels, one per image. */
  public int[] labels() {
    return labels.clone();
  }

  /** The classes' names; a label is an index into it. */
  public List<String> classNames() {
    return classNames;
  }

  /** Copies one image, {@code [channels][rows][columns]}, to {@code target} from {@code offset}. */
  public void copyPixels(int image, byte[] target, int offset) {
    System.arraycopy(store, offset(image), target, offset, shape.values());
  }

  /**
   * The array that contains the images, {@code [channels][rows][columns]} each, unsigned, 0..255,
   * at {@link #offset}. This is the backing array, not a copy: read it, never write to it.
   */
  public byte[] store() {
    return store;
  }

  /**
   * Where image {@code i} begins in {@link #store()}.
   *
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public int offset(int i) {
    Objects.checkIndex(i, size());
    return (places == null ? i : places[i]) * shape.values();
  }

  /**
   * All pixels in order, {@code [images][channels][rows][columns]}, unsigned, 0..255: read it,
   * never write to it. For a selection they are copied at the first call; {@link #store()} and
   * {@link #offset} need no copy.
   */
  public synchronized byte[] pixels() {
    if (pixels == null) {
      pixels = places == null ? store : gathered();
    }
    return pixels;
  }

  private byte[] gathered() {
    byte[] gathered = new byte[Math.multiplyExact(size(), shape.values())];
    for (int image = 0; image < size(); image++) {
      copyPixels(image, gathered, image * shape.values());
    }
    return gathered;
  }

  /**
   * The images at these indices, in this order, their pixels shared. An index may come more than
   * once.
   *
   * @throws IndexOutOfBoundsException if an index is not an image
   */
  public LabeledImages subset(int[] indices) {
    int values = shape.values();
    int[] chosenPlaces = Arrays.stream(indices).map(image -> offset(image) / values).toArray();
    int[] chosenLabels = Arrays.stream(indices).map(image -> labels[image]).toArray();
    int[] chosenGroups =
        groups == null ? null : Arrays.stream(indices).map(image -> groups[image]).toArray();
    List<String> chosenNames =
        names == null ? null : Arrays.stream(indices).mapToObj(names::get).toList();
    return new LabeledImages(
        shape, store, chosenPlaces, chosenLabels, classNames, chosenGroups, chosenNames);
  }

  /**
   * A balanced selection: the first image of every class, then the second, and so on up to the
   * requested number.
   *
   * @param count at most; all images if there are no more
   */
  public LabeledImages balanced(int count) {
    int[] next = new int[size()];
    int[] first = new int[classNames.size()];
    Arrays.fill(first, size());
    for (int image = size() - 1; image >= 0; image--) {
      next[image] = first[labels[image]];
      first[labels[image]] = image;
    }
    int[] chosen = new int[Math.min(count, size())];
    int found = 0;
    while (found < chosen.length) {
      for (int label = 0; label < first.length && found < chosen.length; label++) {
        if (first[label] < size()) {
          chosen[found++] = first[label];
          first[label] = next[first[label]];
        }
      }
    }
    return subset(chosen);
  }

  /**
   * The first {@code count} images; all of them if there are no more.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public LabeledImages first(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("cannot take the first " + count + " images");
    }
    return count >= size() ? this : subset(IntStream.range(0, count).toArray());
  }

  /** How many images each class has, {@code [classes]}. */
  public int[] countsPerClass() {
    int[] counts = new int[classNames.size()];
    Arrays.stream(labels).forEach(label -> counts[label]++);
    return counts;
  }
}
