package bnn4j.trainer.ops;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's {@code conv2d} operations, called directly because only so they use oneDNN, with channels
 * last because that is its fastest order here. Always computes both gradients.
 */
final class DirectConvolution implements ConvolutionOp {
  private static final int CHANNELS_LAST = 1;
  private static final int PADDING_AS_GIVEN = 0;

  /** Weights are {@code [out][row][column][in]}. */
  private static final int WEIGHTS_OUTPUT_FIRST = 2;

  private final SlidingWindow window;

  DirectConvolution(SlidingWindow window) {
    this.window = window;
  }

  @Override
  public void forward(INDArray input, INDArray weights, INDArray output) {
    Nd4j.exec(operation("conv2d").addInputs(input, weights).addOutputs(output).build());
  }

  @Override
  public void backward(
      INDArray input,
      INDArray weights,
      INDArray outputGradient,
      INDArray weightGradient,
      INDArray inputGradient) {
    Nd4j.exec(
        operation("conv2d_bp")
            .addInputs(input, weights, outputGradient)
            .addOutputs(inputGradient, weightGradient)
            .build());
  }

  private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
    int kernel = window.kernel();
    int stride = window.stride();
    int padding = window.padding();
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(
            kernel,
            kernel,
            stride,
            stride,
            padding,
            padding,
            1,
            1,
            PADDING_AS_GIVEN,
            CHANNELS_LAST,
            WEIGHTS_OUTPUT_FIRST);
  }
}
