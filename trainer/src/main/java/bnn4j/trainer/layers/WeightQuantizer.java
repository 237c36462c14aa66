package bnn4j.trainer.layers;

import bnn4j.trainer.ops.NativeMemory;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Latent weights to the weights that the product sees (formats.md 7.2). */
final class WeightQuantizer {
  private WeightQuantizer() {}

  /**
   * Quantizes all values, in memory order.
   *
   * @param latent latent weights, contiguous floats
   * @param quantized as many floats; overwritten with -1, 0 (2 bits only) and +1
   * @param bits 1 or 2
   */
  static void quantize(INDArray latent, INDArray quantized, int bits) {
    FloatBuffer from = NativeMemory.floats(latent);
    FloatBuffer to = NativeMemory.floats(quantized);
    float[] chunk = new float[NativeMemory.CHUNK];
    while (from.hasRemaining()) {
      int length = Math.min(chunk.length, from.remaining());
      from.get(chunk, 0, length);
      Levels.quantize(chunk, length, bits);
      to.put(chunk, 0, length);
    }
  }
}
