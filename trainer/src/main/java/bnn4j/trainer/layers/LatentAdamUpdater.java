package bnn4j.trainer.layers;

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
    int time = iteration + 1;
    double bias1 = 1 - Math.pow(LatentAdam.BETA1, time);
    double bias2 = 1 - Math.pow(LatentAdam.BETA2, time);
    float step =
        (float)
            (config.getLearningRate(iteration, epoch) * config.scale() * Math.sqrt(bias2) / bias1);
    FloatBuffer g = NativeMemory.floats(gradient);
    FloatBuffer m = NativeMemory.floats(first);
    FloatBuffer v = NativeMemory.floats(second);
    FloatBuffer gOut = g.duplicate();
    FloatBuffer mOut = m.duplicate();
    FloatBuffer vOut = v.duplicate();
    float[] gs = new float[NativeMemory.CHUNK];
    float[] ms = new float[NativeMemory.CHUNK];
    float[] vs = new float[NativeMemory.CHUNK];
    while (g.hasRemaining()) {
      int length = Math.min(gs.length, g.remaining());
      g.get(gs, 0, length);
      m.get(ms, 0, length);
      v.get(vs, 0, length);
      updates(gs, ms, vs, length, step);
      gOut.put(gs, 0, length);
      mOut.put(ms, 0, length);
      vOut.put(vs, 0, length);
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
