package bnn4j.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class ConvolutionOpTest {
  @ParameterizedTest
  @CsvSource({
    "1, 3, 3, 1, 0, 4, 2",
    "4, 5, 3, 1, 0, 7, 6",
    "3, 9, 3, 1, 0, 3, 5",
    "2, 6, 2, 1, 0, 5, 1",
    "2, 4, 1, 1, 0, 3, 3",
    "2, 6, 3, 1, 1, 3, 4",
    "2, 6, 3, 2, 1, 3, 4",
    "3, 7, 3, 2, 0, 2, 3",
    "1, 3, 3, 1, 2, 2, 2",
    "2, 5, 5, 3, 2, 2, 3"
  })
  void directAndByPatchesGiveTheSame(
      int images, int side, int kernel, int stride, int padding, int inputs, int outputs) {
    SlidingWindow window = new SlidingWindow(kernel, stride, padding);
    Task task = new Task(images, side, window, inputs, outputs, Numbers::between);
    Results expected = task.with(GemmPrecision.FLOAT.convolution(window));
    Results found = task.with(GemmPrecision.FLOAT.convolutionByPatches(window));
    Numbers.assertClose(found.output, expected.output, 1e-4);
    Numbers.assertClose(found.weightGradient, expected.weightGradient, 1e-4);
    Numbers.assertClose(found.inputGradient, expected.inputGradient, 1e-4);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 3, 1, 0, 4, 2",
    "4, 5, 3, 1, 0, 7, 6",
    "2, 14, 3, 1, 0, 64, 128",
    "3, 32, 3, 1, 0, 3, 64",
    "2, 14, 3, 1, 1, 32, 64",
    "2, 13, 3, 2, 1, 32, 64"
  })
  void bfloat16LosesNothingForwardAndLittleBackward(
      int images, int side, int kernel, int stride, int padding, int inputs, int outputs) {
    assumeTrue(Bfloat16.AVAILABLE, "this processor does not multiply bfloat16");
    SlidingWindow window = new SlidingWindow(kernel, stride, padding);
    Task task = new Task(images, side, window, inputs, outputs, Numbers::levels);
    Results expected = task.with(GemmPrecision.FLOAT.convolution(window));
    for (Results found :
        new Results[] {
          task.with(GemmPrecision.BFLOAT16.convolution(window)),
          task.with(GemmPrecision.BFLOAT16.convolutionByPatches(window))
        }) {
      assertThat(found.output).isEqualTo(expected.output);
      Numbers.assertClose(found.weightGradient, expected.weightGradient, 1 / 256.0);
      Numbers.assertClose(found.inputGradient, expected.inputGradient, 1 / 256.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT", "BFLOAT16"})
  void aProductTakesPicturesInAnyNumberOneAfterTheOther(GemmPrecision arithmetic) {
    assumeTrue(arithmetic == GemmPrecision.FLOAT || Bfloat16.AVAILABLE, "no bfloat16");
    SlidingWindow window = SlidingWindow.of(3);
    ConvolutionOp product = arithmetic.convolution(window);
    ConvolutionOp patches = arithmetic.convolutionByPatches(window);
    for (int images : new int[] {2, 5, 2}) {
      Task task = new Task(images, 6, window, 8, 16, Numbers::levels);
      Results expected = task.with(GemmPrecision.FLOAT.convolution(window));
      assertThat(task.with(product).output).isEqualTo(expected.output);
      assertThat(task.with(patches).output).isEqualTo(expected.output);
    }
  }

  @Test
  void withoutTheGradientOfTheInputThatOfTheWeightsIsTheSame() {
    SlidingWindow window = new SlidingWindow(3, 2, 1);
    ConvolutionOp byPatches = GemmPrecision.FLOAT.convolutionByPatches(window);
    Task task = new Task(3, 7, window, 3, 4, Numbers::between);
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

    Task(int images, int side, SlidingWindow window, int inputs, int outputs, Filler values) {
      int positions = window.places(side);
      int kernel = window.kernel();
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
