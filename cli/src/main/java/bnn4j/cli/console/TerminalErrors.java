package bnn4j.cli.console;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard error on a terminal. The JVM's warning about incubating modules cannot be disabled, so
 * the launcher redirects output before {@code main} and passes the terminal's name.
 */
public final class TerminalErrors {
  private TerminalErrors() {}

  /** Takes the terminal that the launcher named; without one, all stays as it is. */
  public static void install() {
    String named = System.getProperty("bnn4j.stderr");
    if (named != null) {
      System.setErr(open(named));
    }
  }

  /** A descriptor of another user's terminal cannot be opened again, the own terminal can. */
  private static PrintStream open(String named) {
    for (String file : new String[] {named, "/dev/tty"}) {
      try {
        return new PrintStream(new FileOutputStream(file, true), true, StandardCharsets.UTF_8);
      } catch (IOException e) {
        // The next one may do.
      }
    }
    return System.out;
  }
}
