package bnn4j.trainer.layers;

import bnn4j.trainer.ops.NativeMemory;
import java.nio.FloatBuffer;
import java.util.Objects;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inverted dropout whose mask is a function of seed, iteration and place in the batch, not of a
 * generator's state: a resumed run, the backward pass, and threads that share a batch draw the very
 * same mask.
 */
public final class CountedDropout implements IDropout {
  private static final long serialVersionUID = 1L;

  /** Values that share a random number. */
  private static final int LANES = 4;

  private double probability;
  private long seed;
  private transient int firstImage;

  /** For DL4J's deserialization only. */
  public CountedDropout() {}

  /**
   * A dropout.
   *
   * @param probability of a value to become 0, in [0, 1); the others are divided by {@code 1 -
   *     probability}
   * @param seed of this layer
   */
  public CountedDropout(double probability, long seed) {
    this.probability = probability;
    this.seed = seed;
  }

  /** Probability of a value to become 0. */
  public double getProbability() {
    return probability;
  }

  /** For DL4J's deserialization only. */
  public void setProbability(double probability) {
    this.probability = probability;
  }

  /** Seed of this layer's masks. */
  public long getSeed() {
    return seed;
  }

  /** For DL4J's deserialization only. */
  public void setSeed(long seed) {
    this.seed = seed;
  }

  /** From now on inputs are parts of a batch that begin with this image of it. */
  void startAt(int image) {
    firstImage = image;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    return mask(input, result, iteration);
  }

  @Override
  public INDArray backprop(
      INDArray outputGradient, INDArray inputGradient, int iteration, int epoch) {
    return mask(outputGradient, inputGradient, iteration);
  }

  private INDArray mask(INDArray from, INDArray to, int iteration) {
    FloatBuffer source = NativeMemory.floats(from);
    FloatBuffer target = NativeMemory.floats(to);
    long start = Mix.seed(seed, iteration);
    long position = firstImage * (from.length() / from.size(0));
    float[] values = new float[NativeMemory.CHUNK];
    float[] factors = new float[NativeMemory.CHUNK + 2 * LANES];
    while (source.hasRemaining()) {
      int length = Math.min(values.length, source.remaining());
      int skip = (int) (position % LANES);
      source.get(values, 0, length);
      drawFactors(factors, start + position / LANES, skip + length);
      for (int i = 0; i < length; i++) {
        values[i] *= factors[skip + i];
      }
      target.put(values, 0, length);
      position += length;
    }
    return to;
  }

  /** Draws {@code count} factors, or a few more: a random number is good for four. */
  private void drawFactors(float[] factors, long counter, int count) {
    int keepFrom = (int) Math.round(probability * (1 << 16));
    float kept = (float) (1 / (1 - probability));
    for (int i = 0; i < count; i += LANES) {
      long random = Mix.next(counter++);
      for (int lane = 0; lane < LANES; lane++) {
        int sixteenBits = (int) random & 0xffff;
        // 0 below keepFrom, 1 from there on, without a branch, which could not be predicted
        factors[i + lane] = kept * (1 + ((sixteenBits - keepFrom) >> 31));
        random >>>= 16;
      }
    }
  }

  @Override
  public void clear() {}

  @Override
  public CountedDropout clone() {
    return new CountedDropout(probability, seed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CountedDropout that
        && probability == that.probability
        && seed == that.seed;
  }

  @Override
  public int hashCode() {
    return Objects.hash(probability, seed);
  }
}
