package bnn4j.remote.ssh;

import bnn4j.remote.ssh.SshSettings.Secrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The private keys of a folder, by the names of {@code ssh-keygen}. Each key is read only when it
 * is tried, so that the passphrase of a later key is not asked for.
 */
final class KeyFolder implements KeyIdentityProvider {
  private static final long MOST_BYTES = 1 << 20;
  private static final List<String> NAMES = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  private final Path folder;
  private final Secrets secrets;

  /** Added to on the threads of sessions. */
  private final Set<String> complaints = Collections.synchronizedSet(new LinkedHashSet<>());

  KeyFolder(Path folder, Secrets secrets) {
    this.folder = folder;
    this.secrets = secrets;
  }

  @Override
  public Iterable<KeyPair> loadKeys(SessionContext session) {
    return () ->
        NAMES.stream()
            .map(folder::resolve)
            .filter(Files::isRegularFile)
            .flatMap(file -> read(session, file))
            .iterator();
  }

  /** None where a file is no key, or is encrypted with an unknown passphrase. */
  private Stream<KeyPair> read(SessionContext session, Path file) {
    FilePasswordProvider passphrase =
        (context, resource, attempt) -> secrets.passphrase(file).orElse(null);
    try {
      if (Files.size(file) > MOST_BYTES) {
        return unreadable(file, "it is too long for a key");
      }
      String key = OpenSshKey.checked(Files.readString(file, StandardCharsets.ISO_8859_1));
      InputStream in = new ByteArrayInputStream(key.getBytes(StandardCharsets.ISO_8859_1));
      Iterable<KeyPair> keys =
          SecurityUtils.loadKeyPairIdentities(
              session, NamedResource.ofName(file.toString()), in, passphrase);
      return keys == null ? Stream.of() : StreamSupport.stream(keys.spliterator(), false);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // The libraries meet damaged keys with exceptions of every kind.
      return unreadable(
          file, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  /** The next one may do; if none does, the connection says what was wrong with this one. */
  private Stream<KeyPair> unreadable(Path file, String reason) {
    complaints.add("%s cannot be read (%s)".formatted(file, reason.replaceAll("\\p{C}", "?")));
    return Stream.of();
  }

  /** What was wrong with keys that were read so far, each to follow a semicolon. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }
}
