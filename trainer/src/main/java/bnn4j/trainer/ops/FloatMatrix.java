package bnn4j.trainer.ops;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies rows as they are. */
final class FloatMatrix implements GatheredMatrix {
  private final RowParts parts;
  private final int firstColumn;
  private final int columns;
  private final INDArray values;

  /** Arguments as for {@link GemmPrecision#gathered}. */
  FloatMatrix(RowParts parts, int firstColumn, int columns) {
    this.parts = parts;
    this.firstColumn = firstColumn;
    this.columns = columns;
    this.values = Nd4j.createUninitialized(DataType.FLOAT, parts.rows(), columns);
  }

  @Override
  public void take(int part, INDArray array) {
    FloatBuffer from = NativeMemory.floats(array);
    FloatBuffer to = NativeMemory.floats(values);
    int rows = (int) array.size(0);
    int width = (int) array.size(1);
    int at = parts.first(part) * columns;
    if (width == columns) {
      to.put(at, from, 0, rows * width);
      return;
    }
    for (int row = 0; row < rows; row++) {
      to.put(at + row * columns, from, row * width + firstColumn, columns);
    }
  }

  @Override
  public Product transposedTimes(GatheredMatrix right) {
    INDArray other = ((FloatMatrix) right).values;
    return result -> Nd4j.gemm(values, other, result, true, false, 1, 0);
  }
}
