package bnn4j.trainer.ops;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution as a matrix product with the {@link KernelPatches} under the kernel. Faster than a
 * direct one for small maps, and where no gradient of the input is wanted.
 */
final class PatchConvolution implements ConvolutionOp {
  private final SlidingWindow window;
  private final Gemm outputs;
  private final Gemm weightGradients;
  private final Gemm patchGradients;

  /** Kept between iterations. */
  private INDArray patches;

  PatchConvolution(GemmPrecision arithmetic, SlidingWindow window) {
    this.window = window;
    this.outputs = arithmetic.matrixProduct();
    this.weightGradients = arithmetic.matrixProduct();
    this.patchGradients = arithmetic.matrixProduct();
  }

  @Override
  public void forward(INDArray input, INDArray weights, INDArray output) {
    outputs.multiply(patches(input, weights), false, matrix(weights), true, rows(output, weights));
  }

  @Override
  public void backward(
      INDArray input,
      INDArray weights,
      INDArray outputGradient,
      INDArray weightGradient,
      INDArray inputGradient) {
    INDArray seen = patches(input, weights);
    INDArray gradients = rows(outputGradient, weights);
    weightGradients.multiply(gradients, true, seen, false, matrix(weightGradient));
    if (inputGradient == null) {
      return;
    }
    boolean one = window.isWhole(input.size(1));
    INDArray onPatches = one ? inputGradient.reshape('c', seen.shape()) : seen;
    patchGradients.multiply(gradients, false, matrix(weights), false, onPatches);
    if (!one) {
      KernelPatches.fold(onPatches, inputGradient, window);
    }
  }

  /** {@code [images * positions][kernel row * kernel column * channels]}. */
  private INDArray patches(INDArray input, INDArray weights) {
    long values = weights.length() / weights.size(0);
    if (window.isWhole(input.size(1))) {
      return input.reshape('c', input.size(0), values);
    }
    int places = window.places(input.size(1));
    long all = input.size(0) * places * places;
    if (patches == null || patches.size(0) != all || patches.size(1) != values) {
      try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        patches = Nd4j.createUninitialized(input.dataType(), all, values);
      }
    }
    KernelPatches.unfold(input, patches, window);
    return patches;
  }

  private static INDArray matrix(INDArray weights) {
    return weights.reshape('c', weights.size(0), weights.length() / weights.size(0));
  }

  private static INDArray rows(INDArray pictures, INDArray weights) {
    return pictures.reshape('c', pictures.length() / weights.size(0), weights.size(0));
  }
}
