package bnn4j.trainer.ops;

import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rounds rows to bfloat16. */
final class Bfloat16Matrix implements GatheredMatrix {
  private final Bfloat16Rows rows;

  /** Arguments as for {@link GemmPrecision#gathered}. */
  Bfloat16Matrix(RowParts parts, int width, int firstColumn, int columns) {
    rows = new Bfloat16Rows(parts, width, firstColumn, columns);
  }

  @Override
  public void take(int part, INDArray array) {
    rows.take(part, array);
  }

  @Override
  public Product transposedTimes(GatheredMatrix right) {
    Bfloat16Rows other = ((Bfloat16Matrix) right).rows;
    Bfloat16Product product =
        new Bfloat16Product(rows.transposed(), other.values(), rows.columns(), other.columns());
    stream queue = new stream(Bfloat16.engine());
    return result -> product.compute(result, queue);
  }
}
