package bnn4j.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class SignProductTest {
  private final Random random = new Random(7);
  private final SignProduct product = SignProduct.chosen("bits", false).orElseThrow();

  private INDArray signs(long... shape) {
    int length = 1;
    for (long dimension : shape) {
      length *= (int) dimension;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextBoolean() ? 1 : -1;
    }
    return Nd4j.createFromArray(values).reshape('c', shape);
  }

  @ParameterizedTest
  @CsvSource({"1, 64, 1", "7, 784, 100", "40, 1024, 130", "3, 34, 64", "700, 66, 10"})
  void aDenseLayersSumsAreThoseOfFloatsToTheBit(int images, int values, int neurons) {
    INDArray input = signs(images, values);
    INDArray weights = signs(neurons, values);
    INDArray expected = Nd4j.create(images, neurons);
    GemmPrecision.FLOAT.matrixProduct().multiply(input, false, weights, true, expected);
    INDArray found = Nd4j.create(images, neurons).assign(99);
    assertThat(product.multiply(input, weights, found)).isTrue();
    assertThat(bits(found)).isEqualTo(bits(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 30, 3, 1, 64, 64",
    "5, 12, 3, 1, 128, 40",
    "11, 5, 3, 2, 96, 256",
    "3, 3, 3, 1, 256, 70",
    "4, 6, 1, 1, 32, 5"
  })
  void aConvolutionsSumsAreThoseOfFloatsToTheBit(
      int images, int side, int kernel, int stride, int inputs, int outputs) {
    SlidingWindow window = new SlidingWindow(kernel, stride, 0);
    INDArray weights = signs(outputs, kernel, kernel, inputs);
    for (int batch : new int[] {images, 1, images}) {
      INDArray input = signs(batch, side, side, inputs);
      int places = window.places(side);
      INDArray expected = Nd4j.create(batch, places, places, outputs);
      GemmPrecision.FLOAT.convolutionByPatches(window).forward(input, weights, expected);
      INDArray found = Nd4j.create(batch, places, places, outputs).assign(99);
      assertThat(product.convolve(input, weights, window, found)).isTrue();
      assertThat(bits(found)).isEqualTo(bits(expected));
    }
  }

  private static int[] bits(INDArray array) {
    float[] values = new float[(int) array.length()];
    NativeMemory.floats(array).get(values);
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  @ParameterizedTest
  @CsvSource({"1, 0.3", "2, 0.5", "1.25, 0.2", "0.75, 0.9", "1, 1", "4, 0.01", "1e-3, 0.5"})
  void zerosAsOfDropoutAndTernaryActivationsCountForNothing(float size, double zeros) {
    SlidingWindow window = new SlidingWindow(3, 1, 0);
    INDArray dense = withZeros(signs(60, 784), size, zeros);
    INDArray pictures = withZeros(signs(4, 7, 7, 96), size, zeros);
    INDArray weights = signs(70, 784);
    INDArray kernels = signs(40, 3, 3, 96);
    INDArray expected = Nd4j.create(60, 70);
    INDArray found = Nd4j.create(60, 70).assign(99);
    boolean exact = size != 1e-3f;
    GemmPrecision.FLOAT.matrixProduct().multiply(dense, false, weights, true, expected);
    assertThat(product.multiply(dense, weights, found)).isEqualTo(exact);
    INDArray allExpected = Nd4j.create(4, 5, 5, 40);
    INDArray allFound = Nd4j.create(4, 5, 5, 40).assign(99);
    GemmPrecision.FLOAT.convolutionByPatches(window).forward(pictures, kernels, allExpected);
    assertThat(product.convolve(pictures, kernels, window, allFound)).isEqualTo(exact);
    if (exact) {
      assertThat(bits(found)).isEqualTo(bits(expected));
      assertThat(bits(allFound)).isEqualTo(bits(allExpected));
    }
  }

  /** Products with 0, which may be -0 as well. */
  private INDArray withZeros(INDArray signs, float size, double zeros) {
    float[] values = new float[(int) signs.length()];
    NativeMemory.floats(signs).get(values);
    for (int i = 0; i < values.length; i++) {
      values[i] *= random.nextDouble() < zeros ? 0 : size;
    }
    return Nd4j.createFromArray(values).reshape('c', signs.shape());
  }

  @ParameterizedTest
  @CsvSource({"0.5", "2", "-1.0000001", "NaN", "Infinity"})
  void otherNumbersThanMinusOneAndOneAreLeftToFloatsWhereverTheyAre(float other) {
    INDArray output = Nd4j.create(300, 20);
    for (int place : new int[] {0, 65, 299 * 130 + 129}) {
      INDArray input = signs(300, 130);
      input.putScalar(place, other);
      assertThat(product.multiply(input, signs(20, 130), output)).isFalse();
    }
    INDArray weights = signs(20, 130);
    weights.putScalar(20 * 130 - 1, other);
    assertThat(product.multiply(signs(300, 130), weights, output)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"7, 784, 100", "40, 1024, 130", "700, 66, 10"})
  void sharesOfTheNeuronsGiveTheSumsOfAll(int images, int values, int neurons) {
    INDArray weights = signs(neurons, values);
    SignWeights shares = inShares(weights);
    for (double zeros : new double[] {0, 0.3}) {
      INDArray input = withZeros(signs(images, values), 1, zeros);
      INDArray expected = Nd4j.create(images, neurons);
      GemmPrecision.FLOAT.matrixProduct().multiply(input, false, weights, true, expected);
      INDArray found = Nd4j.create(images, neurons).assign(99);
      assertThat(product.multiply(input, shares, found)).isTrue();
      assertThat(bits(found)).isEqualTo(bits(expected));
    }
  }

  /** In three shares, one of them empty and one taken in two pieces. */
  private SignWeights inShares(INDArray weights) {
    int neurons = (int) weights.size(0);
    int first = neurons / 3;
    int middle = neurons / 2;
    SignWeights shares =
        product
            .denseWeights((int) weights.size(1), RowParts.of(first, 0, neurons - first))
            .orElseThrow();
    shares.take(0, 0, rows(weights, 0, first));
    shares.take(2, 0, rows(weights, first, middle));
    shares.take(2, middle - first, rows(weights, middle, neurons));
    return shares;
  }

  private static INDArray rows(INDArray weights, int from, int to) {
    return weights.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }

  @Test
  void aShareWithAPieceThatBitsCannotSayIsLeftToFloats() {
    INDArray weights = signs(30, 64);
    INDArray input = signs(5, 64);
    INDArray output = Nd4j.create(5, 30);
    SignWeights shares = inShares(weights);
    shares.take(2, 0, rows(weights, 10, 15).dup().putScalar(3, 0));
    assertThat(product.multiply(input, shares, output)).isFalse();
    shares.take(2, 5, rows(weights, 15, 30));
    assertThat(product.multiply(input, shares, output)).isFalse();
    shares.take(2, 0, rows(weights, 10, 30));
    assertThat(product.multiply(input, shares, output)).isTrue();
  }

  @Test
  void weightsArePackedOnlyForInputsThatBitsCanSay() {
    INDArray weights = signs(30, 64);
    INDArray output = Nd4j.create(5, 30);
    SignWeights shares = inShares(weights);
    INDArray grey = signs(5, 64).putScalar(9, 0.5);
    assertThat(product.multiply(grey, shares, output)).isFalse();
    shares.take(0, 0, rows(weights, 0, 10));
    assertThat(product.multiply(signs(5, 64), shares, output)).isFalse();
    shares.take(0, 0, rows(weights, 0, 10));
    assertThat(product.multiply(signs(5, 64), shares, output)).isTrue();
    assertThat(product.denseWeights(30, RowParts.of(30))).isEmpty();
  }

  @Test
  void paddingAndNarrowPixelsAreLeftToFloats() {
    INDArray output = Nd4j.create(1, 4, 4, 8);
    SlidingWindow padded = new SlidingWindow(3, 1, 1);
    assertThat(product.convolve(signs(1, 4, 4, 64), signs(8, 3, 3, 64), padded, output)).isFalse();
    SlidingWindow plain = SlidingWindow.of(1);
    assertThat(product.convolve(signs(1, 4, 4, 3), signs(8, 1, 1, 3), plain, output)).isFalse();
    assertThat(product.convolve(signs(1, 4, 4, 33), signs(8, 1, 1, 33), plain, output)).isFalse();
  }

  @Test
  void floatsAreTakenWhereTheyAreAskedForAndBesideBfloat16() {
    assertThat(SignProduct.chosen("float", false)).isEmpty();
    assertThat(SignProduct.chosen(null, true)).isEmpty();
    assertThat(SignProduct.chosen("bits", true)).isPresent();
    assertThatThrownBy(() -> SignProduct.chosen("xnor", false))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "-Dbnn4j.forward=xnor: expected bits or float; without the option the faster one is"
                + " used");
  }
}
