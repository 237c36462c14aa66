package bnn4j.datasets.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A stream that fails if no data arrive for some time, because {@code java.net.http} has no timeout
 * for a response's body. A separate thread watches and closes it.
 */
final class PatientStream extends FilterInputStream {
  private final Duration patience;
  private final Thread watch;
  private volatile long lastAlive = System.nanoTime();
  private volatile boolean stalled;

  PatientStream(InputStream in, Duration patience) {
    super(in);
    this.patience = patience;
    this.watch = new Thread(this::watch, "download watch");
    watch.setDaemon(true);
    watch.start();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(target, offset, length);
    } catch (IOException e) {
      throw stalled ? silent(e) : e;
    }
    if (stalled) {
      throw silent(null);
    }
    lastAlive = System.nanoTime();
    return read;
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }

  private IOException silent(IOException cause) {
    return new IOException("sent nothing for %d s".formatted(patience.toSeconds()), cause);
  }

  private void watch() {
    try {
      for (long left = patience.toNanos(); left > 0; left = nanosLeft()) {
        Thread.sleep(Duration.ofNanos(left).toMillis() + 1);
      }
      stalled = true;
      in.close();
    } catch (InterruptedException e) {
      // The download is over.
    } catch (IOException e) {
      // The reader finds the stream broken, which is what this is for.
    }
  }

  private long nanosLeft() {
    return lastAlive + patience.toNanos() - System.nanoTime();
  }
}
