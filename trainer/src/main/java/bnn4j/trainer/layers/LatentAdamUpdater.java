package bnn4j.trainer.layers;

import bnn4j.trainer.ops.NativeMemory;
import java.nio.FloatBuffer;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;

/** The running part of {@link LatentAdam}: one pass over gradient and both moments. */
final class LatentAdamUpdater implements GradientUpdater<LatentAdam> {
  private static final String FIRST_MOMENT = "M";
  private static final String SECOND_MOMENT = "V";

  private final LatentAdam config;
  private INDArray first;
  private INDArray second;

  LatentAdamUpdater(LatentAdam config) {
    this.config = config;
  }

  @Override
  public LatentAdam getConfig() {
    return config;
  }

  @Override
  public void setState(Map<String, INDArray> state, boolean initialize) {
    first = state.get(FIRST_MOMENT);
    second = state.get(SECOND_MOMENT);
    if (initialize) {
      first.assign(0);
      second.assign(0);
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    return Map.of(FIRST_MOMENT, first, SECOND_MOMENT, second);
  }

  @Override
  public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
    INDArray flat = view.reshape(view.length());
    long half = flat.length() / 2;
    first = flat.get(NDArrayIndex.interval(0, half));
    second = flat.get(NDArrayIndex.interval(half, flat.length()));
    if (initialize) {
      flat.assign(0);
    }
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    float step = step(iteration, epoch);
    FloatBuffer g = NativeMemory.floats(gradient);
    Moments moments = moments();
    float[] gs = new float[NativeMemory.CHUNK];
    float[] ms = new float[NativeMemory.CHUNK];
    float[] vs = new float[NativeMemory.CHUNK];
    for (int at = 0; at < g.limit(); at += gs.length) {
      int length = Math.min(gs.length, g.limit() - at);
      g.get(at, gs, 0, length);
      moments.update(gs, ms, vs, at, length, step);
      g.put(at, gs, 0, length);
    }
  }

  /** Factor of the ratio of the moments, in an iteration counted from 0. */
  float step(int iteration, int epoch) {
    int time = iteration + 1;
    double bias1 = 1 - Math.pow(LatentAdam.BETA1, time);
    double bias2 = 1 - Math.pow(LatentAdam.BETA2, time);
    return (float)
        (config.getLearningRate(iteration, epoch) * config.scale() * Math.sqrt(bias2) / bias1);
  }

  Moments moments() {
    return new Moments(NativeMemory.floats(first), NativeMemory.floats(second));
  }

  /** The state. Several threads may each update a range of it at the same time. */
  record Moments(FloatBuffer first, FloatBuffer second) {
    /**
     * Turns gradients into what is to be subtracted from the parameters.
     *
     * @param gradients of so many parameters
     * @param ms as many values, overwritten
     * @param vs as many values, overwritten
     * @param at where the state of their parameters begins
     */
    void update(float[] gradients, float[] ms, float[] vs, int at, int length, float step) {
      first.get(at, ms, 0, length);
      second.get(at, vs, 0, length);
      updates(gradients, ms, vs, length, step);
      first.put(at, ms, 0, length);
      second.put(at, vs, 0, length);
    }
  }

  /** Gradients become what is to be subtracted from the parameters; the moments move on. */
  private static void updates(float[] gs, float[] ms, float[] vs, int length, float step) {
    for (int i = 0; i < length; i++) {
      float gradient = gs[i];
      float m = LatentAdam.BETA1 * ms[i] + (1 - LatentAdam.BETA1) * gradient;
      float v = LatentAdam.BETA2 * vs[i] + (1 - LatentAdam.BETA2) * gradient * gradient;
      ms[i] = m;
      vs[i] = v;
      gs[i] = step * m / ((float) Math.sqrt(v) + LatentAdam.EPSILON);
    }
  }
}
