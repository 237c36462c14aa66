package bnn4j.trainer.layers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Configuration of batch norm and activation quantizer in one (formats.md 7.2 and 7.3).
 *
 * <p>Inputs are {@code [images][neurons]} or {@code [images][rows][columns][channels]}; a channel
 * counts as a neuron whose values are those of all images and pixels. With one neuron all values
 * share one scalar batch norm. Parameters, each {@code [neurons]}: {@code gamma}, {@code beta},
 * running {@code mean} and running inverse standard deviation {@code invStd}, epsilon already
 * inside, as BNN-PYNQ keeps it. The quantizer passes gradients where the normalized value lies in
 * [-1, 1], or in [0, 1] where its levels are unsigned; there are so many levels there that it
 * multiplies, and so do the gradients.
 */
public final class QuantizedBatchNorm extends OwnLayer {
  private static final long serialVersionUID = 1L;

  /** {@link #getActivationBits()} of a layer that gives its values away unquantized. */
  public static final int UNQUANTIZED = 32;

  /** What gamma must not fall below where it must stay positive. */
  private static final float SMALLEST_SCALE = 1e-3f;

  private int activationBits = 1;
  private double epsilon = 1e-4;
  private double momentum = 0.1;
  private boolean positive;
  private boolean unsigned;

  /** For DL4J's deserialization only. */
  public QuantizedBatchNorm() {}

  /**
   * A batch norm with BNN-PYNQ's epsilon (1e-4) and running average (0.1).
   *
   * @param neurons inputs and outputs
   * @param activationBits 1: -1 or +1; 2: -1, 0 or +1; {@link #UNQUANTIZED} before a loss
   */
  public QuantizedBatchNorm(int neurons, int activationBits) {
    this.nIn = neurons;
    this.nOut = neurons;
    this.activationBits = activationBits;
  }

  /** The same, giving levels of a data type. */
  public QuantizedBatchNorm(int neurons, bnn4j.network.DataType levels) {
    this(neurons, levels.bits());
    this.unsigned = !levels.signed();
  }

  /** Bits of what comes out. */
  public int getActivationBits() {
    return activationBits;
  }

  /** For DL4J's deserialization only. */
  public void setActivationBits(int activationBits) {
    this.activationBits = activationBits;
  }

  /** Added to the variance. */
  public double getEpsilon() {
    return epsilon;
  }

  /** For DL4J's deserialization only. */
  public void setEpsilon(double epsilon) {
    this.epsilon = epsilon;
  }

  /** Weight of a batch in the running statistics. */
  public double getMomentum() {
    return momentum;
  }

  /** For DL4J's deserialization only. */
  public void setMomentum(double momentum) {
    this.momentum = momentum;
  }

  /**
   * Whether gamma is kept positive, as it must be behind a max pool: the accelerator thresholds
   * first and pools after, which is the same only for a rising batch norm (formats.md 3.7).
   */
  public boolean isPositive() {
    return positive;
  }

  /** See {@link #isPositive}. */
  public void setPositive(boolean positive) {
    this.positive = positive;
  }

  /** Whether levels begin with 0. */
  public boolean isUnsigned() {
    return unsigned;
  }

  /** For DL4J's deserialization only. */
  public void setUnsigned(boolean unsigned) {
    this.unsigned = unsigned;
  }

  /** What comes out; empty before a loss. */
  Optional<bnn4j.network.DataType> levels() {
    return activationBits == UNQUANTIZED
        ? Optional.empty()
        : Optional.of(new bnn4j.network.DataType(activationBits, !unsigned));
  }

  @Override
  QuantizedBatchNormLayer running(NeuralNetConfiguration conf, DataType dataType) {
    return new QuantizedBatchNormLayer(conf, dataType);
  }

  @Override
  Bounds bounds(String parameter) {
    return positive && parameter.equals(NormParameters.GAMMA)
        ? new Bounds(SMALLEST_SCALE, Float.POSITIVE_INFINITY)
        : Bounds.NONE;
  }

  @Override
  public ParamInitializer initializer() {
    return NormParameters.INSTANCE;
  }

  /** Running statistics are set by the layer, not learned. */
  @Override
  public IUpdater getUpdaterByParam(String name) {
    return NormParameters.isStatistic(name) ? new NoOp() : getIUpdater();
  }

  @Override
  public List<Regularization> getRegularizationByParam(String name) {
    return null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantizedBatchNorm that
        && super.equals(other)
        && activationBits == that.activationBits
        && epsilon == that.epsilon
        && momentum == that.momentum
        && positive == that.positive
        && unsigned == that.unsigned;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), activationBits, epsilon, momentum, positive, unsigned);
  }
}
