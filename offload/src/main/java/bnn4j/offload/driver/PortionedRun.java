package bnn4j.offload.driver;

import bnn4j.offload.slots.MapFile;
import java.util.function.IntConsumer;

/** Runs a file of images in portions, because slots may be many times as large as its pixels. */
public final class PortionedRun {
  /** Images that are in memory at a time. */
  private static final int PORTION = 16;

  private PortionedRun() {}

  /**
   * Runs all images.
   *
   * @param accelerator with a network loaded
   * @param outputWords that an image gives
   * @param progress is told the number of images done
   * @return {@code outputWords} words for each image
   */
  public static long[] run(
      OffloadAccelerator accelerator, MapFile input, int outputWords, IntConsumer progress) {
    long[] output = new long[Math.multiplyExact(input.images(), outputWords)];
    for (int from = 0; from < input.images(); from += PORTION) {
      int count = Math.min(PORTION, input.images() - from);
      int before = from;
      long[] results =
          accelerator.run(input.images(from, count), count, done -> progress.accept(before + done));
      System.arraycopy(results, 0, output, from * outputWords, results.length);
    }
    return output;
  }
}
