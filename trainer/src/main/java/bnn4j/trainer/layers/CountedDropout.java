package bnn4j.trainer.layers;

import java.nio.FloatBuffer;
import java.util.Objects;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inverted dropout whose mask is a function of seed and iteration, not of a generator's state: a
 * resumed run, and the backward pass, draw the very same mask.
 */
public final class CountedDropout implements IDropout {
  private static final long serialVersionUID = 1L;

  private double probability;
  private long seed;

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
    float[] factors = {0f, (float) (1 / (1 - probability))};
    int keepFrom = (int) Math.round(probability * (1 << 16));
    long state = Mix.seed(seed, iteration);
    float[] chunk = new float[NativeMemory.CHUNK];
    while (source.hasRemaining()) {
      int length = Math.min(chunk.length, source.remaining());
      source.get(chunk, 0, length);
      for (int i = 0; i < length; i += 4) {
        long random = Mix.next(state++);
        for (int k = i; k < Math.min(i + 4, length); k++) {
          int sixteenBits = (int) random & 0xffff;
          // 0 below keepFrom, 1 from there on, without a branch that nobody can predict
          chunk[k] *= factors[1 + ((sixteenBits - keepFrom) >> 31)];
          random >>>= 16;
        }
      }
      target.put(chunk, 0, length);
    }
    return to;
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
