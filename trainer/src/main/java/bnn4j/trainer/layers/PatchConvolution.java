package bnn4j.trainer.layers;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution as a matrix product with the {@link Patches} under the kernel. Faster than {@link
 * DirectConvolution} for small maps, and where no gradient of the input is wanted.
 */
final class PatchConvolution implements ConvolutionProduct {
  @Override
  public void forward(INDArray input, INDArray weights, INDArray output, LayerWorkspaceMgr memory) {
    INDArray patches = patches(input, weights, ArrayType.FF_WORKING_MEM, memory);
    Nd4j.gemm(patches, matrix(weights), rows(output, weights), false, true, 1, 0);
  }

  @Override
  public void backward(
      INDArray input,
      INDArray weights,
      INDArray outputGradient,
      INDArray weightGradient,
      INDArray inputGradient,
      LayerWorkspaceMgr memory) {
    INDArray patches = patches(input, weights, ArrayType.BP_WORKING_MEM, memory);
    INDArray gradients = rows(outputGradient, weights);
    Nd4j.gemm(gradients, patches, matrix(weightGradient), true, false, 1, 0);
    if (inputGradient == null) {
      return;
    }
    boolean one = isOnePatch(input, weights);
    INDArray patchGradients = one ? inputGradient.reshape('c', patches.shape()) : patches;
    Nd4j.gemm(gradients, matrix(weights), patchGradients, false, false, 1, 0);
    if (!one) {
      Patches.fold(patchGradients, inputGradient, (int) weights.size(1));
    }
  }

  /** {@code [images * positions][kernel row * kernel column * channels]}. */
  private static INDArray patches(
      INDArray input, INDArray weights, ArrayType type, LayerWorkspaceMgr memory) {
    int kernel = (int) weights.size(1);
    long values = weights.length() / weights.size(0);
    if (isOnePatch(input, weights)) {
      return input.reshape('c', input.size(0), values);
    }
    long positions = (input.size(1) - kernel + 1) * (input.size(2) - kernel + 1);
    long[] shape = {input.size(0) * positions, values};
    INDArray patches = memory.createUninitialized(type, input.dataType(), shape, 'c');
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
