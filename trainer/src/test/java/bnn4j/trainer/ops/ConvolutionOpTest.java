package bnn4j.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class ConvolutionOpTest {
  private final ConvolutionOp direct = GemmPrecision.FLOAT.convolution();
  private final ConvolutionOp byPatches = GemmPrecision.FLOAT.convolutionByPatches();

  @ParameterizedTest
  @CsvSource({"1, 3, 3, 4, 2", "4, 5, 3, 7, 6", "3, 9, 3, 3, 5", "2, 6, 2, 5, 1", "2, 4, 1, 3, 3"})
  void directAndByPatchesGiveTheSame(int images, int side, int kernel, int inputs, int outputs) {
    Task task = new Task(images, side, kernel, inputs, outputs, Numbers::between);
    Results expected = task.with(direct);
    Results found = task.with(byPatches);
    Numbers.assertClose(found.output, expected.output, 1e-4);
    Numbers.assertClose(found.weightGradient, expected.weightGradient, 1e-4);
    Numbers.assertClose(found.inputGradient, expected.inputGradient, 1e-4);
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 3, 4, 2", "4, 5, 3, 7, 6", "2, 14, 3, 64, 128", "3, 32, 3, 3, 64"})
  void bfloat16LosesNothingForwardAndLittleBackward(
      int images, int side, int kernel, int inputs, int outputs) {
    assumeTrue(Tiles.AVAILABLE, "this processor has no tiles of bfloat16");
    Task task = new Task(images, side, kernel, inputs, outputs, Numbers::levels);
    Results expected = task.with(direct);
    for (Results found :
        new Results[] {
          task.with(GemmPrecision.BFLOAT16.convolution()),
          task.with(GemmPrecision.BFLOAT16.convolutionByPatches())
        }) {
      assertThat(found.output).isEqualTo(expected.output);
      Numbers.assertClose(found.weightGradient, expected.weightGradient, 1 / 256.0);
      Numbers.assertClose(found.inputGradient, expected.inputGradient, 1 / 256.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT", "BFLOAT16"})
  void aProductTakesPicturesInAnyNumberOneAfterTheOther(GemmPrecision arithmetic) {
    assumeTrue(arithmetic == GemmPrecision.FLOAT || Tiles.AVAILABLE, "no tiles of bfloat16");
    ConvolutionOp product = arithmetic.convolution();
    ConvolutionOp patches = arithmetic.convolutionByPatches();
    for (int images : new int[] {2, 5, 2}) {
      Task task = new Task(images, 6, 3, 8, 16, Numbers::levels);
      Results expected = task.with(direct);
      assertThat(task.with(product).output).isEqualTo(expected.output);
      assertThat(task.with(patches).output).isEqualTo(expected.output);
    }
  }

  @Test
  void withoutTheGradientOfTheInputThatOfTheWeightsIsTheSame() {
    Task task = new Task(3, 7, 3, 3, 4, Numbers::between);
    INDArray without = Numbers.between(5, task.weights.shape());
    byPatches.backward(task.input, task.weights, task.gradient, without, null);
    assertThat(without).isEqualTo(task.with(byPatches).weightGradient);
  }

  private interface Filler {
    INDArray fill(long seed, long... shape);
  }

  private record Results(INDArray output, INDArray weightGradient, INDArray inputGradient) {}

  private static final class Task {
    private final INDArray input;
    private final INDArray weights;
    private final INDArray gradient;

    Task(int images, int side, int kernel, int inputs, int outputs, Filler values) {
      int positions = side - kernel + 1;
      input = values.fill(1, images, side, side, inputs);
      weights = values.fill(2, outputs, kernel, kernel, inputs);
      gradient = Numbers.between(3, images, positions, positions, outputs);
    }

    Results with(ConvolutionOp product) {
      INDArray output = Numbers.between(4, gradient.shape());
      INDArray weightGradient = Numbers.between(5, weights.shape());
      INDArray inputGradient = Numbers.between(6, input.shape());
      product.forward(input, weights, output);
      product.backward(input, weights, gradient, weightGradient, inputGradient);
      return new Results(output, weightGradient, inputGradient);
    }
  }
}
