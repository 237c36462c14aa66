package bnn4j.trainer.layers;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Adam whose step is scaled: for latent weights by the inverse Glorot coefficient, so that layers
 * of every size flip their signs at the same rate (formats.md 7.3).
 */
public final class LatentAdam implements IUpdater {
  private static final long serialVersionUID = 1L;
  static final float BETA1 = 0.9f;
  static final float BETA2 = 0.999f;
  static final float EPSILON = 1e-8f;

  private ISchedule learningRate;
  private double scale;

  /** For DL4J's deserialization only. */
  public LatentAdam() {}

  /**
   * An updater.
   *
   * @param learningRate per epoch
   * @param scale factor of the step; 1 is plain Adam
   */
  public LatentAdam(ISchedule learningRate, double scale) {
    this.learningRate = learningRate;
    this.scale = scale;
  }

  /**
   * The scale for latent weights between so many inputs and outputs: {@code sqrt((in+out)/1.5)}.
   */
  public static double glorotScale(int inputs, int outputs) {
    return 1 / Math.sqrt(1.5 / (inputs + outputs));
  }

  double scale() {
    return scale;
  }

  @Override
  public long stateSize(long numParams) {
    return 2 * numParams;
  }

  @Override
  public GradientUpdater<LatentAdam> instantiate(INDArray viewArray, boolean initializeViewArray) {
    LatentAdamUpdater updater = new LatentAdamUpdater(this);
    updater.setStateViewArray(viewArray, null, 'c', initializeViewArray);
    return updater;
  }

  @Override
  public GradientUpdater<LatentAdam> instantiate(
      Map<String, INDArray> updaterState, boolean initializeStateArrays) {
    LatentAdamUpdater updater = new LatentAdamUpdater(this);
    updater.setState(updaterState, initializeStateArrays);
    return updater;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRate.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double fixed, ISchedule schedule) {
    this.learningRate = schedule;
  }

  @Override
  public LatentAdam clone() {
    return new LatentAdam(learningRate.clone(), scale);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatentAdam that
        && Objects.equals(learningRate, that.learningRate)
        && scale == that.scale;
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, scale);
  }
}
