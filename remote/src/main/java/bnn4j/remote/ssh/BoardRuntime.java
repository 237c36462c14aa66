package bnn4j.remote.ssh;

import static bnn4j.remote.ssh.BoardFiles.quoted;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.remote.ssh.SshConnection.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runtime on the board: brought there once, then called by its command line. */
final class BoardRuntime {
  private static final Pattern PROGRESS = Pattern.compile("progress (\\d{1,10}) (\\d{1,10})");
  private static final Pattern DONE = Pattern.compile("done (\\d{1,10}) .*");
  private static final String OWN_ERROR = "bnn4j: ";
  private static final int COMMAND_NOT_FOUND = 127;
  private static final int HASH_SHOWN = 16;

  private final SshConnection connection;
  private final RuntimeSettings settings;
  private final String jar;
  private final boolean sudo;

  BoardRuntime(SshConnection connection, RuntimeSettings settings) {
    this.connection = connection;
    this.settings = settings;
    this.sudo = settings.sudo() && !List.of("0").equals(connection.run("id -u").output());
    this.jar = install();
  }

  /** Copies the jar unless it is there; its name says what is in it. */
  private String install() {
    BoardFiles files = new BoardFiles(connection);
    String sum = BoardFiles.sha256(settings.jar());
    List<String> home =
        connection.run("mkdir -p ~/.cache/bnn4j && cd ~/.cache/bnn4j && pwd").output();
    if (home.size() != 1) {
      throw new AcceleratorException(
          "%s: cannot create ~/.cache/bnn4j on the board".formatted(connection.target()));
    }
    String file = "%s/bnn4j-runtime-%s.jar".formatted(home.get(0), sum.substring(0, HASH_SHOWN));
    Map<String, String> there = files.sums("sha256sum " + quoted(file));
    if (!there.containsValue(sum)) {
      String part = file + "." + Long.toHexString(System.nanoTime());
      files.put(settings.jar(), part);
      connection.run("mv -f %s %s".formatted(quoted(part), quoted(file)));
    }
    return file;
  }

  /**
   * Runs images.
   *
   * @param arguments of {@code run}
   * @throws AcceleratorException with what the runtime complains about
   */
  void run(List<String> arguments, int images, IntConsumer progress) {
    int[] done = {-1};
    String command = command(arguments);
    Result result =
        connection.run(
            command,
            line -> {
              Matcher step = PROGRESS.matcher(line);
              Matcher end = DONE.matcher(line);
              if (step.matches()) {
                progress.accept((int) Math.min(images, Long.parseLong(step.group(1))));
              } else if (end.matches()) {
                done[0] = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(end.group(1)));
              }
            });
    if (result.exit() != 0) {
      throw failure(result);
    }
    if (done[0] != images) {
      throw new AcceleratorException(
          "%s: the runtime reports %s images, expected %d"
              .formatted(connection.target(), done[0] < 0 ? "no" : done[0], images));
    }
  }

  private String command(List<String> arguments) {
    List<String> words = new ArrayList<>();
    if (sudo) {
      words.addAll(List.of("sudo", "-n"));
    }
    words.addAll(List.of(quoted(settings.java()), "-jar", quoted(jar), "run"));
    arguments.forEach(a -> words.add(quoted(a)));
    words.addAll(List.of("--on", quoted(settings.on())));
    settings
        .timeout()
        .ifPresent(
            t -> words.addAll(List.of("--timeout", Long.toString(Math.max(1, t.toSeconds())))));
    settings.options().forEach(o -> words.add(quoted(o)));
    return String.join(" ", words);
  }

  private AcceleratorException failure(Result result) {
    List<String> errors = result.errors();
    if (sudo && errors.stream().anyMatch(e -> e.startsWith("sudo:"))) {
      return new AcceleratorException(
          ("%s cannot become root: %s. Access to registers requires root: log in as"
                  + " root, or allow sudo without a password for Java, on the board: echo '%s"
                  + " ALL=(root) NOPASSWD:"
                  + " /usr/bin/java'"
                  + " | sudo tee /etc/sudoers.d/bnn4j")
              .formatted(
                  connection.target(), String.join(" ", errors), connection.target().user()));
    }
    if (result.exit() == COMMAND_NOT_FOUND) {
      return new AcceleratorException(
          ("%s has no %s; install Java 17 or newer there: sudo apt install"
                  + " openjdk-17-jre-headless")
              .formatted(connection.target(), settings.java()));
    }
    List<String> own = errors.stream().filter(e -> e.startsWith(OWN_ERROR)).toList();
    String said =
        own.isEmpty()
            ? String.join("; ", errors)
            : String.join("; ", own.stream().map(e -> e.substring(OWN_ERROR.length())).toList());
    return new AcceleratorException(
        "%s: %s (the runtime ended with %d)"
            .formatted(
                connection.target(), said.isEmpty() ? "no reason given" : said, result.exit()));
  }
}
