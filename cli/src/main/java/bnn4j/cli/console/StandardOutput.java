package bnn4j.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output of the process. It records write errors, which print streams ignore, so that a
 * full disk is reported.
 */
public final class StandardOutput extends OutputStream {
  private final OutputStream out;
  private IOException failure;

  public StandardOutput(OutputStream out) {
    this.out = out;
  }

  /** Puts itself where the JVM has its own. */
  public static StandardOutput install() {
    StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(output, false, StandardCharsets.UTF_8));
    return output;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      }
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Why not all was printed; a reader who has had enough, as {@code head}, is no reason. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure)
        .map(IOException::getMessage)
        .filter(message -> !message.toLowerCase(Locale.ROOT).contains("pipe"));
  }
}
