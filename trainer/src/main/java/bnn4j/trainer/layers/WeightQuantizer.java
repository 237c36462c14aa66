package bnn4j.trainer.layers;

import bnn4j.network.DataType;
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
   * @param quantized as many floats; overwritten with the numbers of {@link DataType}
   * @param bits 1 to 8, signed
   */
  static void quantize(INDArray latent, INDArray quantized, int bits) {
    quantize(NativeMemory.floats(latent), NativeMemory.floats(quantized), bits);
  }

  /** The same, of all that the one buffer has left, to where the other stands; moves both. */
  static void quantize(FloatBuffer from, FloatBuffer to, int bits) {
    float[] chunk = new float[NativeMemory.CHUNK];
    DataType type = DataType.signed(bits);
    while (from.hasRemaining()) {
      int length = Math.min(chunk.length, from.remaining());
      from.get(chunk, 0, length);
      Levels.quantize(chunk, length, type);
      to.put(chunk, 0, length);
    }
  }
}
