package bnn4j.remote.ssh;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** The entries of one host in {@code known_hosts}, and the check of the host's key. */
final class HostKeys implements ServerKeyVerifier {
  private static final String REVOKED = "revoked";
  private static final long MOST_BYTES = 1 << 24;

  private final SshTarget target;
  private final Path file;
  private final boolean acceptNew;
  private final List<KnownKey> entries;
  private volatile String complaint;

  /**
   * What a line says.
   *
   * @param key null if it is of a type that nothing here knows
   */
  private record KnownKey(String type, PublicKey key, boolean revoked) {
    boolean is(PublicKey shown) {
      return key != null && KeyUtils.compareKeys(key, shown);
    }
  }

  /**
   * Reads the file; there need not be one.
   *
   * @throws Refusal if it cannot be read, naming the line
   */
  HostKeys(SshTarget target, SshSettings settings) {
    this.target = target;
    this.file = settings.knownHosts();
    this.acceptNew = settings.acceptNewHostKey();
    this.entries = read();
  }

  private List<KnownKey> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    if (!Files.isRegularFile(file)) {
      throw cannotBeRead("it is no regular file", null);
    }
    List<String> lines;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw cannotBeRead("%d bytes".formatted(Files.size(file)), null);
      }
      // Names of hosts and keys are ASCII, and a comment may be anything.
      lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw cannotBeRead(e.getMessage(), e);
    }
    List<KnownKey> known = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        read(line, i + 1).ifPresent(known::add);
      }
    }
    return known;
  }

  private Refusal cannotBeRead(String reason, Throwable cause) {
    return new Refusal(
        "%s cannot be read (%s); it is required to verify the board".formatted(file, reason),
        cause);
  }

  /** What a line says about the host, if anything. */
  private Optional<KnownKey> read(String line, int number) {
    try {
      KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(line);
      if (entry == null
          || entry.getKeyEntry() == null
          || !entry.isHostMatch(target.host(), target.port())) {
        return Optional.empty();
      }
      boolean revoked = REVOKED.equals(entry.getMarker());
      if (entry.getMarker() != null && !revoked) {
        return Optional.empty();
      }
      PublicKey key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
      return Optional.of(new KnownKey(entry.getKeyEntry().getKeyType(), key, revoked));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // The libraries meet damaged keys with exceptions of every kind.
      throw new Refusal(
          "%s, line %d: cannot be read (%s); delete the damaged line and connect again"
              .formatted(file, number, reason(e)),
          e);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getMessage().replaceAll("\\p{C}", "?");
  }

  /** Key types that the host is known by, such as {@code ssh-ed25519}. */
  List<String> types() {
    return entries.stream().filter(known -> !known.revoked()).map(KnownKey::type).toList();
  }

  /** Why the last key was refused; null if none was. */
  String complaint() {
    return complaint;
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
    complaint = judge(key);
    return complaint == null;
  }

  private String judge(PublicKey key) {
    String shown = KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
    List<KnownKey> same = entries.stream().filter(known -> known.is(key)).toList();
    if (same.stream().anyMatch(KnownKey::revoked)) {
      return "THE HOST KEY OF %s IS REVOKED: it shows %s, which %s forbids"
          .formatted(target, shown, file);
    }
    if (!same.isEmpty()) {
      return null;
    }
    if (!types().isEmpty()) {
      return ("THE HOST KEY OF %s HAS CHANGED: it shows %s, %s contains another one. The"
              + " connection may be intercepted, or the board's SD card was rewritten. If you"
              + " know the reason: ssh-keygen -f %s -R '%s', then connect again")
          .formatted(target, shown, file, file, target.knownAs());
    }
    if (acceptNew) {
      return remember(key);
    }
    return ("%s is not known: its host key is %s. Compare it with the board's key (on"
            + " the board: ssh-keygen -lf /etc/ssh/ssh_host_%s_key.pub), then run ssh-keyscan"
            + " -p %d %s >> %s, or use --accept-new-host-key")
        .formatted(target, shown, shortType(key), target.port(), target.host(), file);
  }

  private String remember(PublicKey key) {
    try {
      if (!Files.isDirectory(file.getParent())) {
        Files.createDirectories(file.getParent());
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(
              file.getParent(), PosixFilePermissions.fromString("rwx------"));
        }
      }
      String before = Files.exists(file) ? Files.readString(file) : "";
      String line = target.knownAs() + " " + PublicKeyEntry.toString(key) + "\n";
      Files.writeString(
          file,
          before.isEmpty() || before.endsWith("\n") ? line : "\n" + line,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return null;
    } catch (IOException e) {
      return "the host key of %s cannot be saved: %s (%s)".formatted(target, file, e.getMessage());
    }
  }

  private static String shortType(PublicKey key) {
    String type = KeyUtils.getKeyType(key);
    return type.startsWith("ecdsa") ? "ecdsa" : type.replace("ssh-", "");
  }
}
