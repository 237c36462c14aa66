package bnn4j.trainer.ops;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The squares of a picture that a kernel sees, one after the other as rows of a matrix. With
 * channels last, a row of such a square is one run of memory.
 */
final class Patches {
  private final int kernel;
  private final int side;
  private final int channels;
  private final float[] picture;
  private final float[] patches;

  /** Patches of one picture {@code [rows][columns][channels]}, as many rows as columns. */
  private Patches(INDArray pictures, int kernel) {
    this.kernel = kernel;
    this.side = (int) pictures.size(1);
    this.channels = (int) pictures.size(3);
    this.picture = new float[side * side * channels];
    int positions = side - kernel + 1;
    this.patches = new float[positions * positions * kernel * kernel * channels];
  }

  /**
   * Copies pictures to patches.
   *
   * @param pictures {@code [images][rows][columns][channels]}, square
   * @param patches {@code [images * positions][kernel row * kernel column * channels]}; overwritten
   */
  static void unfold(INDArray pictures, INDArray patches, int kernel) {
    Patches one = new Patches(pictures, kernel);
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
  static void fold(INDArray patches, INDArray pictures, int kernel) {
    Patches one = new Patches(pictures, kernel);
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
    int length = kernel * channels;
    int to = 0;
    for (int row = 0; row <= side - kernel; row++) {
      for (int column = 0; column <= side - kernel; column++) {
        for (int k = 0; k < kernel; k++, to += length) {
          run.take(((row + k) * side + column) * channels, to, length);
        }
      }
    }
  }
}
