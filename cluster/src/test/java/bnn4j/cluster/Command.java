package bnn4j.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A command of {@code bin} that has run.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it said on the error stream
 */
record Command(int code, String out, String err) {
  private static final Path BIN = Path.of("../bin").toAbsolutePath().normalize();
  private static final long MOST_SECONDS = 600;

  /** Runs one with a Spark. */
  static Command run(SparkHome home, String name, String... arguments) throws Exception {
    return run(home, (line, process) -> {}, name, arguments);
  }

  /**
   * Runs one.
   *
   * @param home its Spark; null for none
   * @param heard gets each line as soon as it is there, and the process to do something to
   */
  static Command run(
      SparkHome home, BiConsumer<String, Process> heard, String name, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(BIN.resolve(name).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("SPARK_HOME");
    if (home != null) {
      builder.environment().put("SPARK_HOME", home.folder().toString());
    }
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      StringBuilder out = new StringBuilder();
      Consumer<String> listener = line -> heard.accept(line, process);
      Thread reader =
          new Thread(() -> read(process.inputReader(StandardCharsets.UTF_8), out, listener));
      reader.start();
      StringBuilder err = new StringBuilder();
      read(process.errorReader(StandardCharsets.UTF_8), err, listener);
      reader.join();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("does not end: " + command);
      }
      return new Command(process.exitValue(), out.toString(), err.toString());
    } finally {
      process.destroyForcibly();
    }
  }

  private static void read(BufferedReader in, StringBuilder text, Consumer<String> heard) {
    try (in) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        text.append(line).append('\n');
        heard.accept(line);
      }
    } catch (IOException e) {
      // A process that is killed takes its streams along.
      text.append(e).append('\n');
    }
  }
}
