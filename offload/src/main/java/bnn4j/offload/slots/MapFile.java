package bnn4j.offload.slots;

import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Maps of one or several images in a file, one behind the other, in a layout that the original's
 * host takes ({@link SlotFormat#read}).
 */
public final class MapFile {
  private static final int MOST_BYTES = 1 << 28;

  private final Path path;
  private final byte[] bytes;
  private final int images;
  private final SlotFormat format;

  private MapFile(Path path, byte[] bytes, int images, SlotFormat format) {
    this.path = path;
    this.bytes = bytes;
    this.images = images;
    this.format = format;
  }

  /**
   * Reads a file.
   *
   * @param images that it holds
   * @throws Refusal if they are not of one size
   */
  public static MapFile read(Path path, int images, SlotFormat format) throws IOException {
    byte[] bytes = InputFile.read(path, MOST_BYTES, "maps");
    if (bytes.length % images != 0) {
      throw new Refusal(
          "%s: %d bytes are not a multiple of %d images".formatted(path, bytes.length, images));
    }
    return new MapFile(path, bytes, images, format);
  }

  /** Number of images. */
  public int images() {
    return images;
  }

  /**
   * An image in slots.
   *
   * @param index from 0
   * @return {@link SlotFormat#words} words
   * @throws Refusal if it is no map of that shape
   */
  public long[] image(int index) {
    int size = bytes.length / images;
    byte[] image = Arrays.copyOfRange(bytes, index * size, (index + 1) * size);
    String name = images == 1 ? path.toString() : "%s, image %d".formatted(path, index);
    return format.read(name, image);
  }

  /** So many images in slots, one behind the other. */
  public long[] images(int from, int count) {
    long[] words = new long[count * format.words()];
    for (int i = 0; i < count; i++) {
      System.arraycopy(image(from + i), 0, words, i * format.words(), format.words());
    }
    return words;
  }
}
