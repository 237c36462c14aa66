package bnn4j.trainer.layers;

import bnn4j.trainer.ops.NativeMemory;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The range of a parameter after every update.
 *
 * @param low smallest
 * @param high largest
 */
record Bounds(float low, float high) {
  static final Bounds NONE = new Bounds(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

  /** Clips all values of a contiguous float array in place. */
  void clip(INDArray values) {
    FloatBuffer from = NativeMemory.floats(values);
    FloatBuffer to = from.duplicate();
    float[] chunk = new float[NativeMemory.CHUNK];
    while (from.hasRemaining()) {
      int length = Math.min(chunk.length, from.remaining());
      from.get(chunk, 0, length);
      clip(chunk, length);
      to.put(chunk, 0, length);
    }
  }

  /** Clips the first values of an array in place. */
  void clip(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = Math.min(high, Math.max(low, values[i]));
    }
  }
}
