package bnn4j.trainer.ops;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A way to compute a convolution, and its gradients.
 *
 * <p>Of two networks that learn at the same time each has its own. Pictures are {@code
 * [images][rows][columns][channels]}, weights {@code [outputs][kernel row][kernel column][inputs]},
 * all contiguous floats.
 */
public interface ConvolutionOp {
  /**
   * The convolution.
   *
   * @param output overwritten
   */
  void forward(INDArray input, INDArray weights, INDArray output);

  /**
   * The gradients.
   *
   * @param input if it is the array that went forward last, its values must still be the same
   * @param outputGradient in the shape of the output
   * @param weightGradient overwritten
   * @param inputGradient overwritten; null if not requested
   */
  void backward(
      INDArray input,
      INDArray weights,
      INDArray outputGradient,
      INDArray weightGradient,
      INDArray inputGradient);
}
