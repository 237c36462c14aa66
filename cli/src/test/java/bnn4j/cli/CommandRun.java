package bnn4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What came of a command.
 *
 * @param code exit code
 * @param out what it printed
 * @param err what it complained of
 */
record CommandRun(int code, String out, String err) {
  static {
    // As in the process of the launchers: whatever a test does, it does under this.
    SerializedObjects.reject();
  }

  /** Runs a command as the launchers do. */
  static CommandRun of(Object... arguments) {
    return at(Path.of(".."), arguments);
  }

  /** Runs a command of a project that lies elsewhere. */
  static CommandRun at(Path home, Object... arguments) {
    System.setProperty("bnn4j.home", home.toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    int code = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(words);
    return new CommandRun(code, plain(out), withoutCounts(plain(err)));
  }

  /** The data of tests are small, and the warning that says so is not what they are about. */
  private static String withoutCounts(String complaints) {
    return complaints.replaceAll("warning: .*: has \\d+ images, the official .*\n", "");
  }

  private static String plain(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  /** Not done, with these lines of complaint and nothing printed. */
  static CommandRun refused(String... complaints) {
    return new CommandRun(2, "", lines(complaints));
  }

  /** Done, with these lines printed and no complaint. */
  static CommandRun done(String... printed) {
    return new CommandRun(0, lines(printed), "");
  }

  /** Lines of what was printed. */
  List<String> lines() {
    return out.lines().toList();
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }
}
