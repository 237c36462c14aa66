package bnn4j.datasets.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Input of a decoder that reads ahead and treats the end as endless zeros: a few zeros follow the
 * last byte, and reading beyond them fails. Otherwise a few bytes could keep the decoder busy for
 * minutes.
 */
final class PaddedStream extends MemoryCacheImageInputStream {
  private static final int PADDING = 64;

  PaddedStream(byte[] bytes) {
    super(new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length + PADDING)));
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    checkEnd(read);
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (length > 0) {
      checkEnd(read);
    }
    return read;
  }

  private static void checkEnd(int read) throws IOException {
    if (read < 0) {
      throw new IOException("the data end before the image is complete");
    }
  }
}
