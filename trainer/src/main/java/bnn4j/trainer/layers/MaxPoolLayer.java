package bnn4j.trainer.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The running part of {@link MaxPool}. */
final class MaxPoolLayer extends BaseLayer<MaxPool> {
  private static final long serialVersionUID = 1L;
  private static final int CHANNELS_LAST = 1;

  MaxPoolLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    int size = layerConf().getSize();
    long[] shape = {input.size(0), input.size(1) / size, input.size(2) / size, input.size(3)};
    INDArray output = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
    Nd4j.exec(operation("maxpool2d").addInputs(input).addOutputs(output).build());
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray inputGradient =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    Nd4j.exec(
        operation("maxpool2d_bp").addInputs(input, epsilon).addOutputs(inputGradient).build());
    return new Pair<>(new DefaultGradient(), inputGradient);
  }

  private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
    int size = layerConf().getSize();
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(size, size, size, size, 0, 0, 1, 1, 0, 0, CHANNELS_LAST);
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
