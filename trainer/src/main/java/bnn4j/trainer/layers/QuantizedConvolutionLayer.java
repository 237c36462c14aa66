package bnn4j.trainer.layers;

import static bnn4j.trainer.layers.LatentWeights.WEIGHTS;

import bnn4j.trainer.ops.ConvolutionOp;
import bnn4j.trainer.ops.GemmPrecision;
import bnn4j.trainer.ops.SlidingWindow;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running part of {@link QuantizedConvolution}. */
final class QuantizedConvolutionLayer extends QuantizedOpLayer<QuantizedConvolution> {
  private static final long serialVersionUID = 1L;

  /** Rows of the largest output that is faster by patches. */
  private static final int SMALL = 3;

  private final transient ConvolutionOp direct;
  private final transient ConvolutionOp byPatches;

  QuantizedConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    SlidingWindow window = layerConf().window();
    direct = GemmPrecision.chosen().convolution(window);
    byPatches = GemmPrecision.chosen().convolutionByPatches(window);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaceMgr);
    quantizeWeights();
    SlidingWindow window = layerConf().window();
    long[] shape = {
      input.size(0),
      window.places(input.size(1)),
      window.places(input.size(2)),
      layerConf().getNOut()
    };
    INDArray output = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
    if (!convolveSigns(output)) {
      ConvolutionOp product = isSmall(output) ? byPatches : direct;
      product.forward(input, quantizedWeights(), output);
    }
    return output;
  }

  private boolean convolveSigns(INDArray output) {
    return signs.isPresent()
        && signs.get().convolve(input, quantizedWeights(), layerConf().window(), output);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray weightGradient = gradientViews.get(WEIGHTS);
    INDArray inputGradient = wantsInputGradient() ? inputGradient(workspaceMgr) : null;
    ConvolutionOp product = isSmall(epsilon) || inputGradient == null ? byPatches : direct;
    product.backward(input, quantizedWeights(), epsilon, weightGradient, inputGradient);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHTS, weightGradient);
    return new Pair<>(
        gradient, inputGradient == null ? null : backpropDropOutIfPresent(inputGradient));
  }

  private static boolean isSmall(INDArray output) {
    return output.size(1) <= SMALL;
  }

  private INDArray quantizedWeights() {
    return quantizedWeights(getParam(WEIGHTS).shape());
  }
}
