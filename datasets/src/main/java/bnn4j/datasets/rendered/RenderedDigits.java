package bnn4j.datasets.rendered;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.Checksum;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Handwritten-looking digits, white on black, {@code 1x28x28}, drawn when asked for. Image i shows
 * the digit {@code i mod 10} and depends on the seed and i alone, so a longer set begins with the
 * shorter one, and the number of threads does not matter.
 *
 * @param trainingImages how many images to train on
 * @param testImages number of test images
 * @param seed where all chance comes from
 */
public record RenderedDigits(int trainingImages, int testImages, long seed) implements Dataset {
  /** What a set has by default. */
  public static final int DEFAULT_TRAINING_IMAGES = 20_000;

  /** What a set has by default. */
  public static final int DEFAULT_TEST_IMAGES = 4_000;

  /** What a set has by default. */
  public static final long DEFAULT_SEED = 1;

  private static final ImageShape SHAPE = new ImageShape(1, DigitWriter.SIDE, DigitWriter.SIDE);
  private static final List<String> CLASS_NAMES =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  /** Images that one thread draws at a time. */
  private static final int BATCH = 250;

  /** Keeps test images apart from training images, whatever their number. */
  private static final long TEST_STREAM = 1L << 32;

  /**
   * @throws IllegalArgumentException if there is a part without images
   */
  public RenderedDigits {
    if (trainingImages < 1 || testImages < 1) {
      throw new IllegalArgumentException(
          "rendered digits need images in both parts, got %d and %d"
              .formatted(trainingImages, testImages));
    }
  }

  /** The set of the catalogue. */
  public RenderedDigits() {
    this(DEFAULT_TRAINING_IMAGES, DEFAULT_TEST_IMAGES, DEFAULT_SEED);
  }

  @Override
  public String name() {
    return "rendered-digits";
  }

  @Override
  public ImageShape shape() {
    return SHAPE;
  }

  @Override
  public List<String> classNames() {
    return CLASS_NAMES;
  }

  @Override
  public LabeledImages training() {
    return draw(trainingImages, 0);
  }

  @Override
  public LabeledImages test() {
    return draw(testImages, TEST_STREAM);
  }

  /** The sha256 of both parts' sizes (32 bits, big-endian) and pixels; labels follow from these. */
  @Override
  public String checksum() {
    Checksum checksum = new Checksum();
    for (LabeledImages part : List.of(training(), test())) {
      checksum.add(ByteBuffer.allocate(Integer.BYTES).putInt(part.size()).array());
      checksum.add(part.pixels());
    }
    return checksum.hex();
  }

  private LabeledImages draw(int count, long stream) {
    byte[] pixels = new byte[Math.multiplyExact(count, SHAPE.values())];
    int batches = (count + BATCH - 1) / BATCH;
    IntStream.range(0, batches)
        .parallel()
        .forEach(
            batch -> {
              DigitWriter writer = new DigitWriter();
              for (int i = batch * BATCH; i < Math.min(count, (batch + 1) * BATCH); i++) {
                writer.write(digit(i), mixed(seed + stream + i), pixels, i * SHAPE.values());
              }
            });
    int[] labels = IntStream.range(0, count).map(RenderedDigits::digit).toArray();
    return new LabeledImages(SHAPE, pixels, labels, CLASS_NAMES);
  }

  private static int digit(int image) {
    return image % CLASS_NAMES.size();
  }

  /**
   * Tells neighbouring seeds apart, which start {@link java.util.Random} with nearly the same
   * numbers: the output function of SplitMix64 (Steele, Lea, Flood 2014).
   */
  private static long mixed(long seed) {
    long z = seed * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
