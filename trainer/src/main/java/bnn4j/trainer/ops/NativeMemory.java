package bnn4j.trainer.ops;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The values of an ND4J array as NIO buffers, for loops in Java.
 *
 * <p>Copying chunks of {@link #CHUNK} values to the heap and back, and looping over those, beats
 * both element access and most native element-wise operations.
 */
public final class NativeMemory {
  /** Values per chunk: three such arrays fit a level 1 cache. */
  public static final int CHUNK = 2048;

  private NativeMemory() {}

  /**
   * All values of a contiguous float array, in memory order.
   *
   * @throws IllegalArgumentException if the array is not float or has gaps
   */
  public static FloatBuffer floats(INDArray array) {
    return bytes(array).asFloatBuffer();
  }

  /** The same as pairs: the bits of two floats each, the first of them in the lower half. */
  static LongBuffer pairs(INDArray array) {
    return bytes(array).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  private static ByteBuffer bytes(INDArray array) {
    if (array.dataType() != DataType.FLOAT || !contiguous(array)) {
      throw new IllegalArgumentException(
          "expected a contiguous float array, found " + array.shapeInfoToString());
    }
    ByteBuffer all = array.data().pointer().asByteBuffer().order(ByteOrder.nativeOrder());
    int start = Math.toIntExact(array.offset() * Float.BYTES);
    int length = Math.toIntExact(array.length() * Float.BYTES);
    return all.slice(start, length).order(ByteOrder.nativeOrder());
  }

  private static boolean contiguous(INDArray array) {
    return array.elementWiseStride() == 1 || array.length() == 1;
  }
}
