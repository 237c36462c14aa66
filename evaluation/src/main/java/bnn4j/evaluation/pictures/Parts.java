package bnn4j.evaluation.pictures;

import bnn4j.datasets.picture.PictureParts;
import bnn4j.foundation.Refusal;
import java.util.stream.IntStream;

/**
 * What a network sees of square parts of one picture, each prepared as a picture of its own.
 *
 * <p>Safe for several threads; each takes a {@link Packer} of its own.
 */
public final class Parts {
  private final Recognizer recognizer;
  private final PictureParts parts;

  Parts(Recognizer recognizer, PictureParts parts) {
    this.recognizer = recognizer;
    this.parts = parts;
  }

  /** Does once what parts of these sizes have in common. */
  public void prepare(IntStream sizes) {
    parts.prepare(sizes);
  }

  /** Packs parts, one after the other, for one thread. */
  public Packer packer() {
    return new Packer();
  }

  /** Packs parts; in colour it allocates nothing for them. */
  public final class Packer {
    private final boolean grey = recognizer.shape().channels() == 1;
    private final PictureParts.Cutter cutter = parts.cutter();
    private final byte[] pixels = new byte[recognizer.shape().values()];

    private Packer() {}

    /**
     * Packs a part.
     *
     * @param x column of its first pixel
     * @param y row of its first pixel
     * @param size of its sides in pixels, all inside the picture
     * @param words take the packed part from {@code offset} on
     * @return whether there is anything to see; else nothing is packed
     */
    public boolean pack(int x, int y, int size, long[] words, int offset) {
      if (grey) {
        return packGrey(x, y, size, words, offset);
      }
      cutter.cut(x, y, size, pixels);
      if (!recognizer.finish(pixels)) {
        return false;
      }
      recognizer.pack(pixels, words, offset);
      return true;
    }

    private boolean packGrey(int x, int y, int size, long[] words, int offset) {
      try {
        recognizer.pack(recognizer.see(parts.cutOut(x, y, size), "").pixels(), words, offset);
        return true;
      } catch (Refusal blank) {
        return false;
      }
    }
  }
}
