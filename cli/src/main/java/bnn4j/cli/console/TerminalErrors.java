package bnn4j.cli.console;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where complaints go on a terminal. The JVM's own warning of incubating modules cannot be switched
 * off; the launcher sends what the JVM says before {@code main} elsewhere, and names the terminal.
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
