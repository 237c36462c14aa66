package bnn4j.overlay.engine;

import bnn4j.network.InputFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 8-bit pictures on their way in: {@code [image][row][column][channel]}, in units of 1/128. */
final class PictureMap implements InputMap {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int size;
  private final byte[] values;

  PictureMap(int images, InputFormat format) {
    this.size = format.values();
    // The last word is written whole.
    this.values = new byte[Math.multiplyExact(images, size) + Long.BYTES];
  }

  byte[] values() {
    return values;
  }

  @Override
  public void load(int image, long[] input, int offset) {
    int at = image * size;
    for (int i = 0; i < size; i += Long.BYTES, offset++) {
      WORD.set(values, at + i, input[offset]);
    }
  }
}
