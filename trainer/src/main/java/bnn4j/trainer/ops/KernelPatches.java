package bnn4j.trainer.ops;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The squares of a picture that a kernel sees, one after the other as rows of a matrix. With
 * channels last, a row of such a square is one run of memory, of which padding cuts the ends off.
 */
final class KernelPatches {
  private final SlidingWindow window;
  private final int side;
  private final int channels;
  private final float[] picture;

  /** Where no run reaches, in the padding, it stays 0. */
  private final float[] patches;

  /** KernelPatches of one picture {@code [rows][columns][channels]}, as many rows as columns. */
  private KernelPatches(INDArray pictures, SlidingWindow window) {
    this.window = window;
    this.side = (int) pictures.size(1);
    this.channels = (int) pictures.size(3);
    this.picture = new float[side * side * channels];
    int places = window.places(side);
    this.patches = new float[places * places * window.kernel() * window.kernel() * channels];
  }

  /**
   * Copies pictures to patches.
   *
   * @param pictures {@code [images][rows][columns][channels]}, square
   * @param patches {@code [images * positions][kernel row * kernel column * channels]}; overwritten
   */
  static void unfold(INDArray pictures, INDArray patches, SlidingWindow window) {
    KernelPatches one = new KernelPatches(pictures, window);
    FloatBuffer from = NativeMemory.floats(pictures);
    FloatBuffer to = NativeMemory.floats(patches);
    while (from.hasRemaining()) {
      from.get(one.picture);
      one.forEachRun(
          (inPicture, inPatches, run) ->
              System.arraycopy(one.picture, inPicture, one.patches, inPatches, run));
      to.put(one.patches);
    }
  }

  /** The opposite: each pixel becomes the sum of what the patches hold of it. */
  static void fold(INDArray patches, INDArray pictures, SlidingWindow window) {
    KernelPatches one = new KernelPatches(pictures, window);
    FloatBuffer from = NativeMemory.floats(patches);
    FloatBuffer to = NativeMemory.floats(pictures);
    while (from.hasRemaining()) {
      from.get(one.patches);
      Arrays.fill(one.picture, 0);
      one.forEachRun(
          (inPicture, inPatches, run) -> add(one.patches, inPatches, one.picture, inPicture, run));
      to.put(one.picture);
    }
  }

  private static void add(float[] from, int at, float[] to, int target, int length) {
    for (int i = 0; i < length; i++) {
      to[target + i] += from[at + i];
    }
  }

  /** A row of a patch: where it begins in the picture and in the patches, and its values. */
  private interface Run {
    void take(int inPicture, int inPatches, int length);
  }

  private void forEachRun(Run run) {
    int places = window.places(side);
    int length = window.kernel() * channels;
    int to = 0;
    for (int y = 0; y < places; y++) {
      for (int x = 0; x < places; x++) {
        int top = y * window.stride() - window.padding();
        int left = x * window.stride() - window.padding();
        int from = Math.max(0, left);
        int pixels = Math.min(side, left + window.kernel()) - from;
        for (int row = top; row < top + window.kernel(); row++, to += length) {
          if (row >= 0 && row < side && pixels > 0) {
            run.take(
                (row * side + from) * channels, to + (from - left) * channels, pixels * channels);
          }
        }
      }
    }
  }
}
