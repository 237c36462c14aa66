package bnn4j.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.remote.ssh.SshSettings.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

class SshFilesFuzzTest {
  private static final Path FOLDER = Attempt.folder("ssh");
  private static final Path KNOWN_HOSTS = FOLDER.resolve("known_hosts");
  private static final Path KEY = FOLDER.resolve("id_ed25519");

  private static PublicKey shown;
  private static byte[] knownHosts;
  private static final List<byte[]> keys = new ArrayList<>();

  @BeforeContainer
  static void makeSeeds() throws Exception {
    Files.createDirectories(FOLDER);
    StringBuilder hosts = new StringBuilder("# boards\n");
    for (String type :
        List.of(
            KeyPairProvider.SSH_ED25519,
            KeyPairProvider.ECDSA_SHA2_NISTP256,
            KeyPairProvider.SSH_RSA)) {
      KeyPair pair = SshBoard.key(type);
      shown = pair.getPublic();
      String key = PublicKeyEntry.toString(shown);
      hosts.append("pynq,10.0.0.* ").append(key).append(" comment\n");
      hosts.append("@revoked *.lab,!pynq ").append(key).append("\n");
      keys.add(written(pair, null));
      if (type.equals(KeyPairProvider.SSH_RSA)) {
        keys.add(
            ("-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n")
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    hosts.append(
        "|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= "
            + PublicKeyEntry.toString(shown)
            + "\n");
    knownHosts = hosts.toString().getBytes(StandardCharsets.UTF_8);
    OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
    encryption.setPassword("open sesame");
    encryption.setCipherType("256");
    keys.add(written(SshBoard.key(KeyPairProvider.SSH_ED25519), encryption));
  }

  private static byte[] written(KeyPair pair, OpenSSHKeyEncryptionContext encryption)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "own", encryption, out);
    return out.toByteArray();
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Provide
  Arbitrary<Integer> kinds() {
    return Arbitraries.integers().between(0, keys.size() - 1);
  }

  private static SshSettings settings() {
    return new SshSettings(FOLDER, false, Optional.empty(), secrets(), Duration.ofSeconds(1));
  }

  private static Secrets secrets() {
    return new Secrets() {
      @Override
      public Optional<String> password(String account) {
        return Optional.empty();
      }

      @Override
      public Optional<String> passphrase(Path key) {
        return Optional.of("open sesame");
      }
    };
  }

  private static void readKnownHosts(Path file) {
    for (String host : List.of("pynq", "10.0.0.9", "a.lab")) {
      HostKeys found = new HostKeys(SshTarget.parse(host), settings());
      found.types();
      found.verifyServerKey(null, null, shown);
    }
  }

  /** A key that is damaged is passed over, whatever is wrong with it. */
  private static void readKey(Path file) {
    KeyFolder folder = new KeyFolder(file.getParent(), secrets());
    folder.loadKeys(null).forEach(KeyPair::getPublic);
    folder.complaints();
  }

  @Example
  void theSeedsAreWhole() {
    assertThat(Attempt.refuses(KNOWN_HOSTS, knownHosts, SshFilesFuzzTest::readKnownHosts))
        .isFalse();
    assertThat(new HostKeys(SshTarget.parse("pynq"), settings()).types()).hasSizeGreaterThan(2);
    for (byte[] key : keys) {
      assertThat(Attempt.refuses(KEY, key, SshFilesFuzzTest::readKey)).isFalse();
      KeyFolder folder = new KeyFolder(FOLDER, secrets());
      assertThat(folder.loadKeys(null)).hasSize(1);
      assertThat(folder.complaints()).isEmpty();
    }
  }

  @Property
  void brokenKnownHostsAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(KNOWN_HOSTS, Edit.apply(edits, knownHosts), SshFilesFuzzTest::readKnownHosts);
  }

  @Property
  void aBrokenKeyIsReadOrPassedOver(@ForAll("kinds") int kind, @ForAll("edits") List<Edit> edits) {
    assertThat(Attempt.refuses(KEY, Edit.apply(edits, keys.get(kind)), SshFilesFuzzTest::readKey))
        .isFalse();
  }

  @Example
  void whatWentWrongOnceDoesSoNoMore() throws IOException {
    for (Path file : Attempt.corpus("known_hosts")) {
      Attempt.refuses(KNOWN_HOSTS, Files.readAllBytes(file), SshFilesFuzzTest::readKnownHosts);
    }
    for (Path file : Attempt.corpus("key")) {
      Attempt.refuses(KEY, Files.readAllBytes(file), SshFilesFuzzTest::readKey);
    }
  }
}
