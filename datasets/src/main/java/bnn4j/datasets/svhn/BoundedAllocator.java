package bnn4j.datasets.svhn;

import java.nio.ByteBuffer;
import us.hebi.matlab.mat.format.BufferAllocator;

/** Memory for what a file of a known size can unpack to, and no more, whatever its header says. */
final class BoundedAllocator implements BufferAllocator {
  /** Deflate never makes less than one byte of 1032. */
  private static final long GREATEST_COMPRESSION = 1032;

  private final long most;

  BoundedAllocator(long fileSize) {
    this.most = fileSize * GREATEST_COMPRESSION;
  }

  @Override
  public ByteBuffer allocate(int size) {
    if (size < 0 || size > most) {
      throw new IllegalArgumentException(
          "a variable of %d bytes cannot come from this file".formatted(size));
    }
    return ByteBuffer.allocate(size);
  }

  @Override
  public void release(ByteBuffer buffer) {
    // The garbage collector's.
  }
}
