package bnn4j.trainer.ops;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A copy of a float array in the type and order that a primitive of oneDNN wants. */
final class Rounded {
  private final memory array;
  private final memory copy;
  private final reorder rounding;

  /**
   * Memory for copies.
   *
   * @param array type and order of what is copied
   * @param copy type and order of the copies
   */
  Rounded(memory.desc array, memory.desc copy) {
    this(array, new memory(copy, Bfloat16.engine()));
  }

  /**
   * Copies to memory that the caller has.
   *
   * @param array type and order of what is copied
   * @param copy gets the copies
   */
  Rounded(memory.desc array, memory copy) {
    this.array = Bfloat16.window(array);
    this.copy = copy;
    this.rounding = new reorder(this.array, this.copy);
  }

  /** The copy. */
  memory copy() {
    return copy;
  }

  /** Copies the values of an array, rounded to the nearest. */
  void take(INDArray values, stream queue) {
    Bfloat16.show(array, values);
    rounding.execute(queue, array, copy);
  }
}
