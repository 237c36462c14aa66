package bnn4j.cli.console;

import bnn4j.remote.ssh.SshSettings.Secrets;
import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;

/** Passwords from the environment or from the terminal. */
public final class ConsoleSecrets implements Secrets {
  public static final String PASSWORD = "BNN4J_SSH_PASSWORD";

  @Override
  public Optional<String> password(String account) {
    return Optional.ofNullable(System.getenv(PASSWORD)).or(() -> ask("Password of " + account));
  }

  @Override
  public Optional<String> passphrase(Path key) {
    return ask("Passphrase of " + key);
  }

  /**
   * Nobody is asked where nobody can answer: from Java 22 on there is a console without a terminal
   * too, which gives null at the end of its input.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static Optional<String> ask(String question) {
    Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(console.readPassword("%s: ", question))
        .filter(word -> word.length > 0)
        .map(String::new);
  }
}
