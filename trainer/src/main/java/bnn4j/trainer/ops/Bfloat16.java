package bnn4j.trainer.ops;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** oneDNN's products of bfloat16 numbers, and whether this processor has instructions for them. */
final class Bfloat16 {
  /** The implementation that oneDNN selects for a product; empty if there is none. */
  private static final String IMPLEMENTATION = implementation();

  /** Whether the processor multiplies whole tiles of bfloat16 numbers (Intel AMX). */
  static final boolean TILES = IMPLEMENTATION.contains("amx");

  /** Whether the processor multiplies bfloat16 numbers: tiles, or vectors (AVX512_BF16). */
  static final boolean AVAILABLE = TILES || IMPLEMENTATION.contains("bf16");

  private Bfloat16() {}

  /** The processor as oneDNN names it; only where {@link #AVAILABLE}. */
  static engine engine() {
    return Processor.ENGINE;
  }

  private static String implementation() {
    try {
      long[] shape = {64, 64};
      memory.desc tile = plain(memory.data_type.bf16, shape);
      memory.desc sums = plain(memory.data_type.f32, shape);
      return new matmul.primitive_desc(new matmul.desc(tile, tile, sums), engine())
          .impl_info_str()
          .getString();
    } catch (LinkageError | RuntimeException e) {
      return ""; // no natives for this machine, or no bfloat16 at all
    }
  }

  /** Values in the order of the dimensions, without gaps. */
  static memory.desc plain(memory.data_type type, long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return new memory.desc(shape, type, strides);
  }

  /** Memory that the caller owns: {@link #show} says where. */
  static memory window(memory.desc layout) {
    return new memory(layout, engine(), null);
  }

  /**
   * Points a window at the values of an array.
   *
   * @throws IllegalArgumentException if the array is not of floats, rows first, without gaps
   */
  static void show(memory window, INDArray array) {
    if (array.dataType() != DataType.FLOAT || !isPlain(array)) {
      throw new IllegalArgumentException(
          "expected floats, rows first, without gaps, found " + array.shapeInfoToString());
    }
    FloatPointer values = (FloatPointer) array.data().pointer();
    Pointer first = values.getPointer(array.offset());
    window.set_data_handle(first);
  }

  private static boolean isPlain(INDArray array) {
    long stride = 1;
    for (int i = array.rank() - 1; i >= 0; i--) {
      if (array.size(i) > 1 && array.stride(i) != stride) {
        return false;
      }
      stride *= array.size(i);
    }
    return true;
  }

  private static final class Processor {
    static final engine ENGINE = new engine(engine.kind.cpu, 0);
  }
}
