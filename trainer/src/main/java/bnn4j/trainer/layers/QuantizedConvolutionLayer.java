package bnn4j.trainer.layers;

import static bnn4j.trainer.layers.LatentWeights.WEIGHTS;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The running part of {@link QuantizedConvolution}: ND4J's {@code conv2d} operations, called
 * directly because only so they use oneDNN, with channels last because that is its fastest order
 * here.
 */
final class QuantizedConvolutionLayer extends QuantizedProductLayer<QuantizedConvolution> {
  private static final long serialVersionUID = 1L;

  /** Arguments of {@code conv2d}: channels last, weights {@code [out][row][column][in]}. */
  private static final int CHANNELS_LAST = 1;

  private static final int WEIGHTS_OUTPUT_FIRST = 2;

  QuantizedConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    quantizeWeights();
    int less = layerConf().getKernel() - 1;
    long[] shape = {
      input.size(0), input.size(1) - less, input.size(2) - less, layerConf().getNOut()
    };
    INDArray output = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
    Nd4j.exec(operation("conv2d").addInputs(input, quantizedWeights()).addOutputs(output).build());
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray weightGradient = gradientViews.get(WEIGHTS);
    INDArray inputGradient =
        workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    Nd4j.exec(
        operation("conv2d_bp")
            .addInputs(input, quantizedWeights(), epsilon)
            .addOutputs(inputGradient, weightGradient)
            .build());
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHTS, weightGradient);
    return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
  }

  private INDArray quantizedWeights() {
    return quantizedWeights(getParam(WEIGHTS).shape());
  }

  private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
    int kernel = layerConf().getKernel();
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(
            kernel, kernel, 1, 1, 0, 0, 1, 1, 0, CHANNELS_LAST, WEIGHTS_OUTPUT_FIRST);
  }
}
