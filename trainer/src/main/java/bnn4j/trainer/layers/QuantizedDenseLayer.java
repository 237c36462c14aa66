package bnn4j.trainer.layers;

import static bnn4j.trainer.layers.LatentWeights.WEIGHTS;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The running part of {@link QuantizedDense}. */
final class QuantizedDenseLayer extends BaseLayer<QuantizedDense> {
  private static final long serialVersionUID = 1L;

  /** The weights as the product sees them, {@code [outputs][inputs]}; kept between iterations. */
  private transient INDArray quantized;

  QuantizedDenseLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
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
    return Nd4j.gemm(input, quantized, output, false, true, 1.0, 0.0);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray weightGradient = gradientViews.get(WEIGHTS).transpose();
    Nd4j.gemm(epsilon, input, weightGradient, true, false, 1.0, 0.0);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHTS, gradientViews.get(WEIGHTS));
    if (!layerConf().isInputGradient()) {
      return new Pair<>(gradient, null);
    }
    INDArray inputGradient =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD,
            dataType,
            new long[] {input.size(0), layerConf().getNIn()},
            'c');
    Nd4j.gemm(epsilon, quantized, inputGradient, false, false, 1.0, 0.0);
    return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
  }

  @Override
  public void applyConstraints(int iteration, int epoch) {
    LatentClip.clip(getParam(WEIGHTS));
  }

  /** Always done anew: the latent weights change by updates, by restoring and by hand. */
  private void quantizeWeights() {
    if (quantized == null) {
      try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        quantized =
            Nd4j.createUninitialized(
                dataType, new long[] {layerConf().getNOut(), layerConf().getNIn()}, 'c');
      }
    }
    WeightQuantizer.quantize(getParam(WEIGHTS), quantized, layerConf().getWeightBits());
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
