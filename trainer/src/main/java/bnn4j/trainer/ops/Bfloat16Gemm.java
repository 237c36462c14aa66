package bnn4j.trainer.ops;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rounds both factors to bfloat16 and multiplies them with oneDNN. */
final class Bfloat16Gemm implements Gemm {
  private Plan plan;

  @Override
  public void multiply(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray result) {
    Shape shape =
        new Shape(
            result.size(0), a.size(transposeA ? 0 : 1), result.size(1), transposeA, transposeB);
    if (plan == null || !plan.shape.equals(shape)) {
      plan = new Plan(shape);
    }
    plan.multiply(a, b, result);
  }

  private record Shape(
      long rows, long inner, long columns, boolean transposeA, boolean transposeB) {}

  /** All that can be prepared for products of one shape. */
  private static final class Plan {
    private final Shape shape;
    private final stream queue = new stream(Bfloat16.engine());
    private final Rounded a;
    private final Rounded b;
    private final Bfloat16Product product;

    Plan(Shape shape) {
      this.shape = shape;
      a = rounded(shape.rows, shape.inner, shape.transposeA);
      b = rounded(shape.inner, shape.columns, shape.transposeB);
      product = new Bfloat16Product(a.copy(), b.copy(), shape.rows, shape.columns);
    }

    private static Rounded rounded(long rows, long columns, boolean transposed) {
      return new Rounded(
          matrix(memory.data_type.f32, rows, columns, transposed),
          matrix(memory.data_type.bf16, rows, columns, transposed));
    }

    private static memory.desc matrix(
        memory.data_type type, long rows, long columns, boolean transposed) {
      long[] strides = transposed ? new long[] {1, rows} : new long[] {columns, 1};
      return new memory.desc(new long[] {rows, columns}, type, strides);
    }

    void multiply(INDArray left, INDArray right, INDArray output) {
      a.take(left, queue);
      b.take(right, queue);
      product.compute(output, queue);
    }
  }
}
