package bnn4j.trainer.layers;

import bnn4j.finnthesizer.Quantizer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Latent weights to the weights that the product sees (formats.md 7.2). */
final class WeightQuantizer {
  private static final int SIGN = 0x8000_0000;
  private static final int MAGNITUDE = 0x7fff_ffff;
  private static final int ONE = Float.floatToRawIntBits(1f);

  private WeightQuantizer() {}

  /**
   * Quantizes all values, in memory order.
   *
   * @param latent latent weights, contiguous floats
   * @param quantized as many floats; overwritten with -1, 0 (2 bits only) and +1
   * @param bits 1 or 2
   */
  static void quantize(INDArray latent, INDArray quantized, int bits) {
    if (bits == 1) {
      binarize(NativeMemory.bits(latent), NativeMemory.bits(quantized));
    } else {
      ternarize(NativeMemory.floats(latent), NativeMemory.floats(quantized));
    }
  }

  /**
   * Works on the bits of the floats, because a comparison per weight would be a branch that goes
   * either way half the time, where this becomes vector instructions. Both zeros count as +1.
   */
  private static void binarize(IntBuffer latent, IntBuffer quantized) {
    int[] chunk = new int[NativeMemory.CHUNK];
    while (latent.hasRemaining()) {
      int length = Math.min(chunk.length, latent.remaining());
      latent.get(chunk, 0, length);
      for (int i = 0; i < length; i++) {
        int bits = chunk[i];
        int nonZero = (bits & MAGNITUDE) + MAGNITUDE; // the top bit says so
        chunk[i] = (bits & nonZero & SIGN) | ONE;
      }
      quantized.put(chunk, 0, length);
    }
  }

  private static void ternarize(FloatBuffer latent, FloatBuffer quantized) {
    float[] chunk = new float[NativeMemory.CHUNK];
    while (latent.hasRemaining()) {
      int length = Math.min(chunk.length, latent.remaining());
      latent.get(chunk, 0, length);
      for (int i = 0; i < length; i++) {
        chunk[i] = Quantizer.TERNARY.weight(chunk[i]);
      }
      quantized.put(chunk, 0, length);
    }
  }
}
