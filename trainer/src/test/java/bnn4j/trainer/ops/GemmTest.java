package bnn4j.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class GemmTest {
  @ParameterizedTest
  @EnumSource
  void transposesWhatItIsToldTo(GemmPrecision arithmetic) {
    assumeTrue(arithmetic == GemmPrecision.FLOAT || Bfloat16.AVAILABLE, "no bfloat16");
    Gemm product = arithmetic.matrixProduct();
    INDArray a = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
    INDArray b = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 2}, {1, 1}});
    float[][] expected = {{4, 7}, {10, 16}};
    INDArray result = Nd4j.create(2, 2);
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        product.multiply(
            transposeA ? a.transpose().dup('c') : a,
            transposeA,
            transposeB ? b.transpose().dup('c') : b,
            transposeB,
            result.assign(-1));
        assertThat(result.toFloatMatrix()).isDeepEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "100, 832, 1024", "64, 1024, 100", "1, 512, 43", "7, 3, 5"})
  void bfloat16LosesNothingOfQuantizedValues(int rows, int inner, int columns) {
    assumeTrue(Bfloat16.AVAILABLE, "this processor does not multiply bfloat16");
    INDArray a = Numbers.levels(1, rows, inner);
    INDArray b = Numbers.levels(2, columns, inner);
    assertThat(product(GemmPrecision.BFLOAT16, a, b)).isEqualTo(product(GemmPrecision.FLOAT, a, b));
  }

  @Test
  void bfloat16LosesLittleOfAnyValues() {
    assumeTrue(Bfloat16.AVAILABLE, "this processor does not multiply bfloat16");
    INDArray a = Numbers.between(1, 50, 300);
    INDArray b = Numbers.between(2, 70, 300);
    INDArray expected = product(GemmPrecision.FLOAT, a, b);
    INDArray found = product(GemmPrecision.BFLOAT16, a, b);
    assertThat(found).isNotEqualTo(expected);
    Numbers.assertClose(found, expected, 1 / 256.0);
  }

  private static INDArray product(GemmPrecision arithmetic, INDArray a, INDArray transposedB) {
    INDArray result = Nd4j.create(a.size(0), transposedB.size(0));
    arithmetic.matrixProduct().multiply(a, false, transposedB, true, result);
    return result;
  }

  @Test
  void bfloat16SeesPartsOfArraysWhereTheyAre() {
    assumeTrue(Bfloat16.AVAILABLE, "this processor does not multiply bfloat16");
    INDArray all = Numbers.levels(3, 9, 20);
    INDArray part = all.get(NDArrayIndex.interval(4, 7), NDArrayIndex.all());
    INDArray weights = Numbers.levels(4, 6, 20);
    assertThat(product(GemmPrecision.BFLOAT16, part, weights))
        .isEqualTo(product(GemmPrecision.FLOAT, part.dup('c'), weights));
  }

  @Test
  void bfloat16RefusesWhatItCannotSee() {
    assumeTrue(Bfloat16.AVAILABLE, "this processor does not multiply bfloat16");
    INDArray columnsFirst = Numbers.levels(3, 9, 20).dup('f');
    INDArray weights = Numbers.levels(4, 6, 20);
    assertThatThrownBy(() -> product(GemmPrecision.BFLOAT16, columnsFirst, weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected floats, rows first, without gaps, found ");
  }
}
