package bnn4j.remote.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands on what is written to it line by line. */
final class Lines extends OutputStream {
  private static final int LONGEST = 64 * 1024;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Consumer<String> reader;

  Lines(Consumer<String> reader) {
    this.reader = reader;
  }

  @Override
  public void write(int b) {
    if (b == '\n') {
      end();
    } else if (b != '\r' && line.size() < LONGEST) {
      line.write(b);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  private void end() {
    reader.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }

  /** The last line need not end with a line feed. */
  @Override
  public void close() {
    if (line.size() > 0) {
      end();
    }
  }
}
