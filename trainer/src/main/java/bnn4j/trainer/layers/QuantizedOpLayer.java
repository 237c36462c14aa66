package bnn4j.trainer.layers;

import static bnn4j.trainer.layers.LatentWeights.WEIGHTS;

import bnn4j.trainer.ops.SignProduct;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the running parts of all {@link QuantizedOp}s share: their weights' life. */
abstract class QuantizedOpLayer<C extends QuantizedOp> extends BaseLayer<C> {
  private static final long serialVersionUID = 1L;

  /** The weights as the product sees them; the array is kept between iterations. */
  private transient INDArray quantized;

  private transient boolean shared;

  /** The forward product where inputs and weights are -1 and +1, if it is to be used. */
  final transient Optional<SignProduct> signs;

  QuantizedOpLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    signs = layerConf().signProduct();
  }

  /** From now on the caller keeps the quantized weights up to date, in this array. */
  final void shareQuantized(INDArray weights) {
    quantized = weights;
    shared = true;
  }

  /** Quantizes always anew: latent weights change by updates, by restoring and by hand. */
  final void quantizeWeights() {
    if (shared) {
      return;
    }
    if (quantized == null) {
      try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        quantized = Nd4j.createUninitialized(dataType, layerConf().weights());
      }
    }
    WeightQuantizer.quantize(getParam(WEIGHTS), quantized, layerConf().getWeightBits());
  }

  /** The weights of the last {@link #quantizeWeights}, in a shape of as many values, rows first. */
  final INDArray quantizedWeights(long... shape) {
    return quantized.reshape('c', shape);
  }

  /** The first layer's input are the pictures, whose gradient is not needed. */
  final boolean wantsInputGradient() {
    return getIndex() > 0;
  }

  /** Memory for it. */
  final INDArray inputGradient(LayerWorkspaceMgr workspaceMgr) {
    return workspaceMgr.createUninitialized(
        ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
  }

  @Override
  public void applyConstraints(int iteration, int epoch) {
    layerConf().bounds(WEIGHTS).clip(getParam(WEIGHTS));
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
