package bnn4j.trainer.ops;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution as a matrix product with the {@link Patches} under the kernel. Faster than a direct
 * one for small maps, and where no gradient of the input is wanted.
 */
final class PatchConvolution implements ConvolutionOp {
  private final Gemm outputs;
  private final Gemm weightGradients;
  private final Gemm patchGradients;

  /** Kept between iterations. */
  private INDArray patches;

  PatchConvolution(GemmPrecision arithmetic) {
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
    boolean one = isOnePatch(input, weights);
    INDArray onPatches = one ? inputGradient.reshape('c', seen.shape()) : seen;
    patchGradients.multiply(gradients, false, matrix(weights), false, onPatches);
    if (!one) {
      Patches.fold(onPatches, inputGradient, (int) weights.size(1));
    }
  }

  /** {@code [images * positions][kernel row * kernel column * channels]}. */
  private INDArray patches(INDArray input, INDArray weights) {
    int kernel = (int) weights.size(1);
    long values = weights.length() / weights.size(0);
    if (isOnePatch(input, weights)) {
      return input.reshape('c', input.size(0), values);
    }
    long positions = (input.size(1) - kernel + 1) * (input.size(2) - kernel + 1);
    long all = input.size(0) * positions;
    if (patches == null || patches.size(0) != all || patches.size(1) != values) {
      try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        patches = Nd4j.createUninitialized(input.dataType(), all, values);
      }
    }
    Patches.unfold(input, patches, kernel);
    return patches;
  }

  private static boolean isOnePatch(INDArray input, INDArray weights) {
    return input.size(1) == weights.size(1) && input.size(2) == weights.size(2);
  }

  private static INDArray matrix(INDArray weights) {
    return weights.reshape('c', weights.size(0), weights.length() / weights.size(0));
  }

  private static INDArray rows(INDArray pictures, INDArray weights) {
    return pictures.reshape('c', pictures.length() / weights.size(0), weights.size(0));
  }
}
