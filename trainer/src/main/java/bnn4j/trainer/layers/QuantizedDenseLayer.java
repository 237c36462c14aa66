package bnn4j.trainer.layers;

import static bnn4j.trainer.layers.LatentWeights.WEIGHTS;

import bnn4j.trainer.ops.Gemm;
import bnn4j.trainer.ops.GemmPrecision;
import bnn4j.trainer.ops.RoundedWeights;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running part of {@link QuantizedDense}. */
final class QuantizedDenseLayer extends QuantizedOpLayer<QuantizedDense> {
  private static final long serialVersionUID = 1L;

  private final transient Gemm outputs = GemmPrecision.chosen().matrixProduct();
  private final transient Gemm weightGradients = GemmPrecision.chosen().matrixProduct();
  private final transient Gemm inputGradients = GemmPrecision.chosen().matrixProduct();

  private transient SharedDense shared;
  private transient int worker;
  private transient RoundedWeights.LeftProduct sharedInputGradients;

  QuantizedDenseLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * From now on batches are parts, and the gradient of the weights is computed for all together.
   *
   * @param dense what the workers share
   * @param index of this one
   * @param images in its part
   */
  void share(SharedDense dense, int index, int images) {
    shared = dense;
    worker = index;
    sharedInputGradients =
        dense.rounded().map(all -> all.product(images, (int) layerConf().getNOut())).orElse(null);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    quantizeWeights();
    INDArray output =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {input.size(0), layerConf().getNOut()},
            'c');
    if (!multiplySigns(output)) {
      outputs.multiply(rows(input), false, quantizedWeights(), true, output);
    }
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (shared == null) {
      INDArray weightGradient = gradientViews.get(WEIGHTS).transpose();
      weightGradients.multiply(epsilon, true, rows(input), false, weightGradient);
    } else {
      shared.take(worker, epsilon, rows(input));
    }
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHTS, gradientViews.get(WEIGHTS));
    if (!wantsInputGradient()) {
      return new Pair<>(gradient, null);
    }
    INDArray inputGradient = inputGradient(workspaceMgr);
    multiplyErrors(epsilon, rows(inputGradient));
    return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
  }

  private void multiplyErrors(INDArray epsilon, INDArray gradient) {
    if (sharedInputGradients == null) {
      inputGradients.multiply(epsilon, false, quantizedWeights(), false, gradient);
    } else {
      sharedInputGradients.compute(epsilon, gradient);
    }
  }

  private boolean multiplySigns(INDArray output) {
    if (signs.isEmpty()) {
      return false;
    }
    return shared == null
        ? signs.get().multiply(rows(input), quantizedWeights(), output)
        : shared.signs().isPresent()
            && signs.get().multiply(rows(input), shared.signs().get(), output);
  }

  private INDArray quantizedWeights() {
    if (shared != null) {
      shared.needFloats();
    }
    return quantizedWeights(layerConf().getNOut(), layerConf().getNIn());
  }

  /** A picture {@code [rows][columns][channels]} counts as a row of values. */
  private INDArray rows(INDArray images) {
    return images.rank() == 2 ? images : images.reshape('c', images.size(0), layerConf().getNIn());
  }
}
