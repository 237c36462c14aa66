package bnn4j.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.remote.ssh.SshSettings.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which board it is, and who gets in. */
class SshConnectionTest {
  private static KeyPair ed25519;
  private static KeyPair ecdsa;
  private static KeyPair own;

  @TempDir private Path folder;

  @BeforeAll
  static void makeKeys() throws Exception {
    ed25519 = SshBoard.key(KeyPairProvider.SSH_ED25519);
    ecdsa = SshBoard.key(KeyPairProvider.ECDSA_SHA2_NISTP256);
    own = SshBoard.key(KeyPairProvider.SSH_ED25519);
  }

  @Test
  void aHostThatIsNotKnownIsRefusedWithItsFingerprint() throws IOException {
    try (SshBoard board = new SshBoard(folder, null, ecdsa)) {
      SshTarget target = board.target();
      assertThatConnecting(target, settings(Optional.of(SshBoard.PASSWORD)))
          .hasMessage(
              ("%s is not known: its host key is ecdsa-sha2-nistp256 %s. Compare it with"
                      + " the board's key (on the board: ssh-keygen -lf"
                      + " /etc/ssh/ssh_host_ecdsa_key.pub), then run ssh-keyscan -p %d"
                      + " localhost >> %s, or use --accept-new-host-key")
                  .formatted(
                      target,
                      KeyUtils.getFingerPrint(ecdsa.getPublic()),
                      target.port(),
                      knownHosts()));
    }
    assertThat(knownHosts()).doesNotExist();
  }

  @Test
  void aNewHostIsRememberedWhereThatIsWanted() throws IOException {
    SshSettings settings = settings(Optional.of(SshBoard.PASSWORD));
    try (SshBoard board = new SshBoard(folder, null, ed25519)) {
      connect(board.target(), settings.withAcceptNewHostKey(true));
      assertThat(knownHosts())
          .hasContent(
              "[localhost]:%d %s%n"
                  .formatted(board.target().port(), PublicKeyEntry.toString(ed25519.getPublic())));
      connect(board.target(), settings);
      connect(board.target(), settings.withAcceptNewHostKey(true));
    }
    assertThat(Files.readAllLines(knownHosts())).hasSize(1);
  }

  @Test
  void aHostWhoseKeyChangedIsRefusedWhateverIsWanted() throws IOException {
    try (SshBoard board = new SshBoard(folder, null, ed25519)) {
      know(board, ecdsa);
      String before = Files.readString(knownHosts());
      SshTarget target = board.target();
      assertThatConnecting(
              target, settings(Optional.of(SshBoard.PASSWORD)).withAcceptNewHostKey(true))
          .hasMessage(
              ("THE HOST KEY OF %s HAS CHANGED: it shows ssh-ed25519 %s, %s contains"
                      + " another one. The connection may be intercepted, or the board's SD"
                      + " card was rewritten. If you know the reason: ssh-keygen -f %s -R"
                      + " '[localhost]:%d', then connect again")
                  .formatted(
                      target,
                      KeyUtils.getFingerPrint(ed25519.getPublic()),
                      knownHosts(),
                      knownHosts(),
                      target.port()));
      assertThat(knownHosts()).hasContent(before);
    }
  }

  @Test
  void aHostWithSeveralKeysIsAskedForOneThatIsKnown() throws IOException {
    for (KeyPair known : List.of(ed25519, ecdsa)) {
      try (SshBoard board = new SshBoard(folder, null, ed25519, ecdsa)) {
        know(board, known);
        connect(board.target(), settings(Optional.of(SshBoard.PASSWORD)));
      }
    }
  }

  @Test
  void aRevokedKeyIsRefused() throws IOException {
    try (SshBoard board = new SshBoard(folder, null, ecdsa)) {
      know(board, ecdsa);
      Files.writeString(knownHosts(), "@revoked " + Files.readString(knownHosts()));
      assertThatConnecting(board.target(), settings(Optional.of(SshBoard.PASSWORD)))
          .hasMessage(
              "THE HOST KEY OF %s IS REVOKED: it shows ecdsa-sha2-nistp256 %s, which %s forbids"
                  .formatted(
                      board.target(), KeyUtils.getFingerPrint(ecdsa.getPublic()), knownHosts()));
    }
  }

  @Test
  void aKeyOfTheFolderOpensTheDoor() throws Exception {
    write(null);
    try (SshBoard board = new SshBoard(folder, own.getPublic(), ecdsa)) {
      know(board, ecdsa);
      connect(board.target(), settings(Optional.empty()));
    }
  }

  @Test
  void anEncryptedKeyOpensTheDoorToWhoKnowsItsPassphrase() throws Exception {
    write("open sesame");
    try (SshBoard board = new SshBoard(folder, own.getPublic(), ecdsa)) {
      know(board, ecdsa);
      Secrets secrets = new Known(Optional.empty(), Optional.of("open sesame"));
      connect(board.target(), settings(secrets, Optional.empty()));
      assertThatConnecting(board.target(), settings(Optional.empty())).isNotNull();
    }
  }

  @Test
  void aDamagedKeyIsPassedOverAndNamedWhereNothingElseOpensTheDoor() throws Exception {
    write(null);
    Path key = folder.resolve("ssh").resolve("id_ed25519");
    Files.writeString(key, Files.readString(key).replaceFirst("(?m)^b3BlbnNz", "b3BlbnN0"));
    try (SshBoard board = new SshBoard(folder, own.getPublic(), ecdsa)) {
      know(board, ecdsa);
      connect(board.target(), settings(Optional.of(SshBoard.PASSWORD)));
      assertThatConnecting(board.target(), settings(Optional.empty()))
          .hasMessageContaining("the password, if any; " + key + " cannot be read (")
          .hasMessageContaining("; install a key with: ssh-copy-id ");
    }
  }

  @Test
  void aHostKeyThatIsNoPointOfTheCurveIsRefusedNamingItsLine() throws IOException {
    Files.createDirectories(knownHosts().getParent());
    Files.writeString(
        knownHosts(),
        """
        other ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOo1KLsabgH5C9okWi0dh2l9GKJl
        # a comment
        pynq ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOo1KLsabgH5C9okWi0dh2l9GKJl
        """);
    assertThatThrownBy(
            () -> connect(SshTarget.parse("pynq"), settings(Optional.of(SshBoard.PASSWORD))))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(knownHosts() + ", line 3: cannot be read (")
        .hasMessageEndingWith("delete the damaged line and connect again");
  }

  @Test
  void theAgentOpensTheDoor() throws Exception {
    try (SshBoard board = new SshBoard(folder, own.getPublic(), ecdsa);
        Agent agent = new Agent(folder.resolve("agent"), own)) {
      know(board, ecdsa);
      connect(board.target(), settings(Secrets.NONE, Optional.of(agent.socket())));
    }
  }

  @Test
  void anAgentThatIsNotThereIsNoObstacle() throws Exception {
    write(null);
    try (SshBoard board = new SshBoard(folder, own.getPublic(), ecdsa)) {
      know(board, ecdsa);
      connect(board.target(), settings(Secrets.NONE, Optional.of(folder.resolve("gone"))));
    }
  }

  @Test
  void whoHasNeitherKeyNorPasswordIsToldWhatToDo() throws Exception {
    try (SshBoard board = new SshBoard(folder, own.getPublic(), ecdsa)) {
      know(board, ecdsa);
      assertThatConnecting(board.target(), settings(Optional.of("wrong")))
          .hasMessage(
              ("%s: authentication failed (No more authentication methods available); tried the SSH"
                      + " agent, the keys of %s and the password, if any; install a key with:"
                      + " ssh-copy-id %s")
                  .formatted(
                      board.target(),
                      folder.resolve("ssh"),
                      "-p " + board.target().port() + " xilinx@localhost"));
    }
  }

  @Test
  void aHostThatIsNotThereIsSaidSo() throws IOException {
    SshTarget target;
    try (SshBoard board = new SshBoard(folder, null, ecdsa)) {
      target = board.target();
    }
    assertThatConnecting(target, settings(Optional.empty()))
        .hasMessageMatching(
            ("no SSH server answers at \\Q%s\\E \\(.*Connection refused\\); check that"
                    + " the board is on and reachable")
                .formatted(target));
  }

  @Test
  void aCommandTellsItsLinesItsErrorsAndItsEnd() throws IOException {
    try (SshBoard board = new SshBoard(folder, null, ecdsa)) {
      know(board, ecdsa);
      try (SshConnection connection =
          new SshConnection(board.target(), settings(Optional.of(SshBoard.PASSWORD)))) {
        SshConnection.Result result =
            connection.run("echo one; printf 'two\\r\\nthree'; echo 'été' >&2; exit 3");
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.output()).containsExactly("one", "two", "three");
        assertThat(result.errors()).containsExactly("été");
      }
    }
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertThatConnecting(
      SshTarget target, SshSettings settings) {
    return assertThatThrownBy(() -> connect(target, settings))
        .isInstanceOf(AcceleratorException.class);
  }

  private static void connect(SshTarget target, SshSettings settings) {
    try (SshConnection connection = new SshConnection(target, settings)) {
      assertThat(connection.run("echo in").output()).containsExactly("in");
    }
  }

  private SshSettings settings(Optional<String> password) {
    return settings(new Known(password, Optional.empty()), Optional.empty());
  }

  private SshSettings settings(Secrets secrets, Optional<Path> agent) {
    return new SshSettings(folder.resolve("ssh"), false, agent, secrets, Duration.ofSeconds(30));
  }

  private record Known(Optional<String> word, Optional<String> phrase) implements Secrets {
    @Override
    public Optional<String> password(String account) {
      return word;
    }

    @Override
    public Optional<String> passphrase(Path key) {
      return phrase;
    }
  }

  private Path knownHosts() {
    return folder.resolve("ssh").resolve("known_hosts");
  }

  private void know(SshBoard board, KeyPair key) throws IOException {
    Files.createDirectories(knownHosts().getParent());
    Files.writeString(
        knownHosts(),
        "[localhost]:%d %s%n"
            .formatted(board.target().port(), PublicKeyEntry.toString(key.getPublic())));
  }

  /** Writes our own key as ssh-keygen does. */
  private void write(String passphrase) throws Exception {
    OpenSSHKeyEncryptionContext encryption = null;
    if (passphrase != null) {
      encryption = new OpenSSHKeyEncryptionContext();
      encryption.setPassword(passphrase);
      encryption.setCipherType("256");
    }
    Path file = Files.createDirectories(folder.resolve("ssh")).resolve("id_ed25519");
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(own, "own", encryption, out);
    }
  }
}
