package bnn4j.trainer.layers;

import static bnn4j.trainer.layers.NormParameters.BETA;
import static bnn4j.trainer.layers.NormParameters.GAMMA;
import static bnn4j.trainer.layers.NormParameters.INV_STD;
import static bnn4j.trainer.layers.NormParameters.MEAN;

import bnn4j.trainer.ops.NativeMemory;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The running part of {@link QuantizedBatchNorm}.
 *
 * <p>Training normalizes by the batch's statistics in floats. Evaluation normalizes by the running
 * ones as the {@link RunningNormalizer} does, so that what is evaluated is what is exported.
 */
final class QuantizedBatchNormLayer extends BaseLayer<QuantizedBatchNorm> {
  private static final long serialVersionUID = 1L;

  private transient BatchNormalizer batch;
  private transient PartSums forwardSums = PartSums.ALONE;
  private transient PartSums backwardSums = PartSums.ALONE;
  private transient StatisticsSum collected;
  private transient boolean watching;

  QuantizedBatchNormLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** From now on batches are parts, and statistics those of the whole. */
  void shareStatistics(PartSums forward, PartSums backward) {
    forwardSums = forward;
    backwardSums = backward;
  }

  /**
   * From now on evaluation too normalizes by the batch's statistics, and sums them up, until {@link
   * #finishStatistics}.
   */
  void collectStatistics() {
    collected = new StatisticsSum((int) layerConf().getNOut());
  }

  /**
   * From now on evaluation sums up the statistics of the batches, but goes on to normalize by the
   * running ones, until {@link #adoptStatistics}.
   */
  void watchStatistics() {
    collectStatistics();
    watching = true;
  }

  /** Adds what another, with the same parameters, has collected meanwhile. */
  void addStatistics(QuantizedBatchNormLayer other) {
    collected.add(other.collected);
    other.forgetStatistics();
  }

  /** Makes the average of the collected statistics the running ones. */
  void finishStatistics() {
    collected.write(getParam(MEAN), getParam(INV_STD), layerConf().getEpsilon());
    forgetStatistics();
  }

  /**
   * Makes the average of the collected statistics the running ones, and changes scale and shift so
   * that values stay as they were. A scalar batch norm before the loss keeps scale and shift: its
   * values keep their order then.
   */
  void adoptStatistics() {
    if (layerConf().getNOut() == 1 && layerConf().levels().isEmpty()) {
      finishStatistics();
      return;
    }
    float[] gamma = heap(GAMMA);
    float[] beta = heap(BETA);
    float[] mean = heap(MEAN);
    float[] invStd = heap(INV_STD);
    finishStatistics();
    float[] newMean = heap(MEAN);
    float[] newInvStd = heap(INV_STD);
    for (int n = 0; n < gamma.length; n++) {
      double scale = (double) gamma[n] * invStd[n];
      gamma[n] = (float) (scale / newInvStd[n]);
      beta[n] = (float) (beta[n] + ((double) newMean[n] - mean[n]) * scale);
    }
    NativeMemory.floats(getParam(GAMMA)).put(gamma);
    NativeMemory.floats(getParam(BETA)).put(beta);
  }

  private void forgetStatistics() {
    collected = null;
    watching = false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    INDArray output =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
    if (training || collected != null) {
      measure();
    }
    if (training || (collected != null && !watching)) {
      normalizeByBatch(output);
    } else {
      normalizeByRunningStatistics(output);
    }
    if (collected != null) {
      collected.add(batch);
    }
    return output;
  }

  private void measure() {
    if (batch == null) {
      batch = new BatchNormalizer((int) layerConf().getNOut(), layerConf().getEpsilon());
    }
    batch.measure(NativeMemory.floats(input), forwardSums);
  }

  private void normalizeByBatch(INDArray output) {
    batch.normalize(
        NativeMemory.floats(input),
        NativeMemory.floats(output),
        heap(GAMMA),
        heap(BETA),
        layerConf().levels());
  }

  private void normalizeByRunningStatistics(INDArray output) {
    new RunningNormalizer(heap(GAMMA), heap(BETA), heap(MEAN), heap(INV_STD))
        .normalize(NativeMemory.floats(input), NativeMemory.floats(output), layerConf().levels());
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray inputGradient =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    BatchNormalizer.Gradients sums =
        batch.gradients(
            NativeMemory.floats(input),
            NativeMemory.floats(epsilon),
            NativeMemory.floats(inputGradient),
            heap(GAMMA),
            heap(BETA),
            layerConf().levels(),
            backwardSums);
    // The workers' steps are added up, so each takes only its part of one.
    double momentum = layerConf().getMomentum() * batch.part();
    put(GAMMA, sums.gamma());
    put(BETA, sums.beta());
    put(MEAN, towards(heap(MEAN), batch.mean(), momentum));
    put(INV_STD, towards(heap(INV_STD), batch.invStd(), momentum));
    Gradient gradient = new DefaultGradient();
    layerConf()
        .initializer()
        .paramKeys(layerConf())
        .forEach(key -> gradient.setGradientFor(key, gradientViews.get(key)));
    return new Pair<>(gradient, inputGradient);
  }

  /** What DL4J has to subtract from the running value to move it towards the batch's. */
  private static float[] towards(float[] running, float[] batch, double momentum) {
    float[] step = new float[running.length];
    for (int n = 0; n < step.length; n++) {
      step[n] = (float) (momentum * ((double) running[n] - batch[n]));
    }
    return step;
  }

  private void put(String key, float[] values) {
    NativeMemory.floats(gradientViews.get(key)).put(values);
  }

  private float[] heap(String key) {
    float[] values = new float[(int) layerConf().getNOut()];
    NativeMemory.floats(getParam(key)).get(values);
    return values;
  }

  @Override
  public void applyConstraints(int iteration, int epoch) {
    layerConf().bounds(GAMMA).clip(getParam(GAMMA));
  }

  /** Statistics are no gradients: DL4J must not divide them by the batch size. */
  @Override
  public boolean updaterDivideByMinibatch(String name) {
    return !NormParameters.isStatistic(name);
  }

  @Override
  public boolean hasBias() {
    return false;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
