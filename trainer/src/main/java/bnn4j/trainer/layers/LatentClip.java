package bnn4j.trainer.layers;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Keeps latent weights in [-1, 1] after an update (formats.md 7.2). */
final class LatentClip {
  private LatentClip() {}

  /** Clips all values of a contiguous float array in place. */
  static void clip(INDArray latent) {
    FloatBuffer from = NativeMemory.floats(latent);
    FloatBuffer to = from.duplicate();
    float[] chunk = new float[NativeMemory.CHUNK];
    while (from.hasRemaining()) {
      int length = Math.min(chunk.length, from.remaining());
      from.get(chunk, 0, length);
      for (int i = 0; i < length; i++) {
        chunk[i] = Math.min(1f, Math.max(-1f, chunk[i]));
      }
      to.put(chunk, 0, length);
    }
  }
}
