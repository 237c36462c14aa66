package bnn4j.trainer.ops;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The product of two matrices of bfloat16 numbers, prepared for one shape and one thread. */
final class Bfloat16Product {
  private final memory result;
  private final matmul product;
  private final IntMemoryMap arguments = new IntMemoryMap();

  /**
   * A product of what the two contain whenever it is computed.
   *
   * @param a {@code [rows][inner]}
   * @param b {@code [inner][columns]}
   */
  Bfloat16Product(memory a, memory b, long rows, long columns) {
    memory.desc sums = Bfloat16.plain(memory.data_type.f32, rows, columns);
    result = Bfloat16.window(sums);
    product =
        new matmul(
            new matmul.primitive_desc(
                new matmul.desc(a.get_desc(), b.get_desc(), sums), Bfloat16.engine()));
    arguments.put(dnnl.DNNL_ARG_SRC, a);
    arguments.put(dnnl.DNNL_ARG_WEIGHTS, b);
    arguments.put(dnnl.DNNL_ARG_DST, result);
  }

  /**
   * Computes it.
   *
   * @param output {@code [rows][columns]}, overwritten
   */
  void compute(INDArray output, stream queue) {
    Bfloat16.show(result, output);
    product.execute(queue, arguments);
  }
}
