package bnn4j.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** The commands as they are without a cluster, in this JVM. */
final class OneMachine {
  private OneMachine() {}

  /** Runs one that must succeed; gives what it printed. */
  static String run(Object... arguments) {
    System.setProperty("bnn4j.home", Path.of("..").toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int code =
        bnn4j.cli.Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(words);
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }
}
