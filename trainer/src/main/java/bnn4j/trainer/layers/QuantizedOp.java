package bnn4j.trainer.layers;

import bnn4j.trainer.ops.SignProduct;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a layer whose product uses quantized weights (Courbariaux 2016, section 1.2).
 *
 * <p>The parameter {@code W} holds the latent weights in [-1, 1]; the product takes their quantized
 * values, the gradient with respect to those is applied to the latent ones, which are clipped after
 * every update. There is no bias: a batch norm always follows and its shift does the same.
 */
public abstract class QuantizedOp extends OwnLayer {
  private static final long serialVersionUID = 1L;

  private int weightBits = 1;

  /** 1: weights count as -1 or +1; 2: as -1, 0 or +1; 8: as -127 to 127. */
  public int getWeightBits() {
    return weightBits;
  }

  /** For DL4J's deserialization only. */
  public void setWeightBits(int weightBits) {
    this.weightBits = weightBits;
  }

  /** The forward product where inputs and weights are -1 and +1, if it is to be used. */
  final Optional<SignProduct> signProduct() {
    return weightBits == 1 ? SignProduct.chosen() : Optional.empty();
  }

  /** How many weights there are. */
  abstract long weights();

  /** A flat view of them in the shape of the parameter. */
  abstract INDArray shaped(INDArray flat);

  /** Latent weights beyond would take long to come back (formats.md 7.2). */
  @Override
  Bounds bounds(String parameter) {
    return new Bounds(-1, 1);
  }

  @Override
  public ParamInitializer initializer() {
    return LatentWeights.INSTANCE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantizedOp that
        && super.equals(other)
        && weightBits == that.weightBits;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), weightBits);
  }
}
