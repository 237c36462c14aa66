package bnn4j.remote.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the SSH connection: known hosts and keys.
 *
 * @param folder where {@code known_hosts} and private keys are
 * @param acceptNewHostKey whether a host that has not been seen before is trusted and remembered;
 *     one whose key changed never is
 * @param agent socket of an SSH agent, if there is one
 * @param secrets who to ask for passwords
 * @param patience for connecting, and for an answer of a silent board
 */
public record SshSettings(
    Path folder,
    boolean acceptNewHostKey,
    Optional<Path> agent,
    Secrets secrets,
    Duration patience) {

  /** Tells passwords, or that there are none. Is asked only if there is no way without. */
  public interface Secrets {
    /** Knows none. */
    Secrets NONE =
        new Secrets() {
          @Override
          public Optional<String> password(String account) {
            return Optional.empty();
          }

          @Override
          public Optional<String> passphrase(Path key) {
            return Optional.empty();
          }
        };

    /** The password of an account, such as {@code xilinx@pynq}. */
    Optional<String> password(String account);

    /** What a private key is encrypted with. */
    Optional<String> passphrase(Path key);
  }

  /** As {@code ssh} does: keys from {@code ~/.ssh}, the agent of {@code SSH_AUTH_SOCK}. */
  public static SshSettings standard(Secrets secrets) {
    return new SshSettings(
        Path.of(System.getProperty("user.home"), ".ssh"),
        false,
        Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")).filter(s -> !s.isBlank()).map(Path::of),
        secrets,
        Duration.ofSeconds(20));
  }

  /** The same, trusting hosts that have not been seen before or not. */
  public SshSettings withAcceptNewHostKey(boolean accept) {
    return new SshSettings(folder, accept, agent, secrets, patience);
  }

  Path knownHosts() {
    return folder.resolve("known_hosts");
  }
}
