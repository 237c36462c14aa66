package bnn4j.remote.ssh;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** What {@code known_hosts} says about one host, and whether the host shows the key it had. */
final class HostKeys implements ServerKeyVerifier {
  private static final String REVOKED = "revoked";

  private final SshTarget target;
  private final Path file;
  private final boolean acceptNew;
  private final List<KnownHostEntry> entries;
  private volatile String complaint;

  /**
   * Reads the file; there need not be one.
   *
   * @throws Refusal if it cannot be read
   */
  HostKeys(SshTarget target, SshSettings settings) {
    this.target = target;
    this.file = settings.knownHosts();
    this.acceptNew = settings.acceptNewHostKey();
    this.entries = read();
  }

  private List<KnownHostEntry> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return KnownHostEntry.readKnownHostEntries(file).stream()
          .filter(e -> e.isHostMatch(target.host(), target.port()))
          .filter(e -> e.getKeyEntry() != null)
          .filter(e -> e.getMarker() == null || e.getMarker().equals(REVOKED))
          .toList();
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          "%s cannot be read (%s); without it no board can be recognised"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Key types that the host is known by, such as {@code ssh-ed25519}. */
  List<String> types() {
    return entries.stream()
        .filter(e -> e.getMarker() == null)
        .map(e -> e.getKeyEntry().getKeyType())
        .toList();
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
    List<KnownHostEntry> same = entries.stream().filter(e -> isKey(e, key)).toList();
    if (same.stream().anyMatch(e -> e.getMarker() != null)) {
      return "THE HOST KEY OF %s IS REVOKED: it shows %s, which %s forbids"
          .formatted(target, shown, file);
    }
    if (!same.isEmpty()) {
      return null;
    }
    if (!types().isEmpty()) {
      return ("THE HOST KEY OF %s HAS CHANGED: it shows %s, %s knows another. Somebody may be in"
              + " between, or the board's card was written anew. Only if you know why: ssh-keygen"
              + " -f %s -R '%s', then connect once more")
          .formatted(target, shown, file, file, target.knownAs());
    }
    if (acceptNew) {
      return remember(key);
    }
    return ("%s is not known: its host key is %s. Compare that with the board's own (there:"
            + " ssh-keygen -lf /etc/ssh/ssh_host_%s_key.pub), then either ssh-keyscan -p %d %s >> %s"
            + " or --accept-new-host-key")
        .formatted(target, shown, shortType(key), target.port(), target.host(), file);
  }

  private static boolean isKey(KnownHostEntry entry, PublicKey key) {
    try {
      PublicKey known = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
      return known != null && KeyUtils.compareKeys(known, key);
    } catch (IOException | GeneralSecurityException e) {
      // A damaged entry vouches for nobody.
      return false;
    }
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
      return "the host key of %s cannot be remembered: %s (%s)"
          .formatted(target, file, e.getMessage());
    }
  }

  private static String shortType(PublicKey key) {
    String type = KeyUtils.getKeyType(key);
    return type.startsWith("ecdsa") ? "ecdsa" : type.replace("ssh-", "");
  }
}
