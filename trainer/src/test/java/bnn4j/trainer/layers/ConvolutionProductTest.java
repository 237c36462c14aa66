package bnn4j.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConvolutionProductTest {
  private static final ConvolutionProduct DIRECT = new DirectConvolution();
  private static final ConvolutionProduct BY_PATCHES = new PatchConvolution();
  private static final LayerWorkspaceMgr MEMORY = LayerWorkspaceMgr.noWorkspaces();

  @ParameterizedTest
  @CsvSource({"1, 3, 3, 4, 2", "4, 5, 3, 7, 6", "3, 9, 3, 3, 5", "2, 6, 2, 5, 1", "2, 4, 1, 3, 3"})
  void bothWaysGiveTheSame(int images, int side, int kernel, int inputs, int outputs) {
    int positions = side - kernel + 1;
    INDArray input = numbers(1, images, side, side, inputs);
    INDArray weights = numbers(2, outputs, kernel, kernel, inputs);
    INDArray gradient = numbers(3, images, positions, positions, outputs);

    INDArray direct = numbers(4, images, positions, positions, outputs);
    INDArray byPatches = numbers(5, images, positions, positions, outputs);
    DIRECT.forward(input, weights, direct, MEMORY);
    BY_PATCHES.forward(input, weights, byPatches, MEMORY);
    assertSame(byPatches, direct);

    INDArray directWeights = numbers(6, weights.shape());
    INDArray directInput = numbers(7, input.shape());
    INDArray patchWeights = numbers(8, weights.shape());
    INDArray patchInput = numbers(9, input.shape());
    DIRECT.backward(input, weights, gradient, directWeights, directInput, MEMORY);
    BY_PATCHES.backward(input, weights, gradient, patchWeights, patchInput, MEMORY);
    assertSame(patchWeights, directWeights);
    assertSame(patchInput, directInput);
  }

  @Test
  void withoutTheGradientOfTheInputThatOfTheWeightsIsTheSame() {
    INDArray input = numbers(1, 3, 7, 7, 3);
    INDArray weights = numbers(2, 4, 3, 3, 3);
    INDArray gradient = numbers(3, 3, 5, 5, 4);
    INDArray with = numbers(4, weights.shape());
    INDArray without = numbers(5, weights.shape());
    BY_PATCHES.backward(input, weights, gradient, with, numbers(6, input.shape()), MEMORY);
    BY_PATCHES.backward(input, weights, gradient, without, null, MEMORY);
    assertThat(without).isEqualTo(with);
  }

  private static void assertSame(INDArray found, INDArray expected) {
    assertThat(found.data().asFloat())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(expected.data().asFloat());
  }

  private static INDArray numbers(long seed, long... shape) {
    Random random = new Random(seed);
    float[] values = new float[(int) Nd4j.create(shape).length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return Nd4j.createFromArray(values).reshape('c', shape);
  }
}
