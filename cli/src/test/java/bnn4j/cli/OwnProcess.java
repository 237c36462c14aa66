package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command in a JVM of its own: for what a process has and a call has not.
 *
 * @param folder the current one
 */
record OwnProcess(Path folder) {
  /** Runs it to its end. */
  CommandRun run(Object... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", ".txt");
    try {
      CommandRun run = into(out, arguments);
      return new CommandRun(run.code(), Files.readString(out), run.err());
    } finally {
      Files.delete(out);
    }
  }

  /** Runs it to its end, with standard output into that file or device. */
  CommandRun into(Path out, Object... arguments) throws IOException, InterruptedException {
    List<String> command = command();
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path err = Files.createTempFile("err", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
              .redirectError(err.toFile())
              .start();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      return new CommandRun(process.exitValue(), "", Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }

  /** What starts it, but for its arguments. */
  static List<String> command() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dbnn4j.home=" + Path.of("..").toAbsolutePath().normalize(),
            "-cp",
            absolute(System.getProperty("java.class.path")),
            "bnn4j.cli.Main"));
  }

  private static String absolute(String classPath) {
    String separator = System.getProperty("path.separator");
    List<String> parts = new ArrayList<>();
    for (String part : classPath.split(separator, -1)) {
      parts.add(Path.of(part).toAbsolutePath().toString());
    }
    return String.join(separator, parts);
  }
}
