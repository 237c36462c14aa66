package bnn4j.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class GatheredMatrixTest {
  private static final RowParts PARTS = RowParts.of(7, 15, 2);

  @ParameterizedTest
  @EnumSource
  void columnsOfRowsOfSeveralThreadsMultiplyAsIfTheyWereOne(GemmPrecision precision) {
    assumeTrue(precision == GemmPrecision.FLOAT || Bfloat16.AVAILABLE, "no bfloat16");
    int firstColumn = 30;
    int columns = 40;
    GatheredMatrix errors = precision.gathered(PARTS, 100, firstColumn, columns);
    GatheredMatrix inputs = precision.gathered(PARTS, 66, 0, 66);
    GatheredMatrix.Product product = errors.transposedTimes(inputs);
    for (int seed : new int[] {1, 3}) {
      INDArray left = Numbers.levels(seed, 24, 100);
      INDArray right = Numbers.levels(seed + 1, 24, 66);
      for (int part : new int[] {2, 0, 1}) {
        errors.take(part, rows(left, part));
        inputs.take(part, rows(right, part));
      }
      INDArray found = Nd4j.create(columns, 66).assign(99);
      product.compute(found);
      INDArray taken =
          left.get(NDArrayIndex.all(), NDArrayIndex.interval(firstColumn, firstColumn + columns))
              .dup('c');
      INDArray expected = Nd4j.create(columns, 66);
      GemmPrecision.FLOAT.matrixProduct().multiply(taken, true, right, false, expected);
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void weightsThatSeveralThreadsRoundMultiplyAsIfOneHad() {
    assumeTrue(Bfloat16.AVAILABLE, "this processor does not multiply bfloat16");
    RowParts shares = RowParts.of(7, 0, 15, 2);
    RoundedWeights rounded = GemmPrecision.BFLOAT16.roundedWeights(shares, 50).orElseThrow();
    RoundedWeights.LeftProduct product = rounded.product(9, 24);
    INDArray weights = Numbers.between(1, 24, 50);
    INDArray errors = Numbers.between(2, 9, 24);
    rounded.take(0, rows(weights, 0));
    rounded.take(2, rows(weights, 1));
    rounded.take(3, rows(weights, 2));
    INDArray found = Nd4j.create(9, 50).assign(99);
    product.compute(errors, found);
    INDArray expected = Nd4j.create(9, 50);
    GemmPrecision.BFLOAT16.matrixProduct().multiply(errors, false, weights, false, expected);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void floatsNeedNoRounding() {
    Optional<RoundedWeights> rounded = GemmPrecision.FLOAT.roundedWeights(PARTS, 50);
    assertThat(rounded).isEmpty();
  }

  private static INDArray rows(INDArray all, int part) {
    int first = PARTS.first(part);
    return all.get(NDArrayIndex.interval(first, first + PARTS.size(part)), NDArrayIndex.all());
  }
}
