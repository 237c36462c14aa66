package bnn4j.trainer.layers;

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

/** The running part of {@link MaxPool}. */
final class MaxPoolLayer extends BaseLayer<MaxPool> {
  private static final long serialVersionUID = 1L;

  MaxPoolLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    long[] shape = {input.size(0), places(input.size(1)), places(input.size(2)), input.size(3)};
    INDArray output = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
    pooling().forward(NativeMemory.floats(input), NativeMemory.floats(output));
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray inputGradient =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    pooling()
        .backward(
            NativeMemory.floats(input),
            NativeMemory.floats(epsilon),
            NativeMemory.floats(inputGradient));
    return new Pair<>(new DefaultGradient(), inputGradient);
  }

  private long places(long side) {
    return (side - layerConf().getSize()) / layerConf().getStride() + 1;
  }

  private Pooling pooling() {
    return new Pooling(
        layerConf().getSize(),
        layerConf().getStride(),
        (int) input.size(1),
        (int) input.size(2),
        (int) input.size(3));
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
