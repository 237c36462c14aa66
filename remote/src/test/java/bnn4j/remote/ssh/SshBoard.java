package bnn4j.remote.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * An SSH server on this machine that plays the board: it runs commands in a shell, with a home of
 * its own and programs that a test can replace.
 */
public final class SshBoard implements AutoCloseable {
  /** The one account. */
  public static final String USER = "xilinx";

  /** Its password. */
  public static final String PASSWORD = "secret";

  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path home;
  private final Path programs;
  final List<String> commands = Collections.synchronizedList(new ArrayList<>());

  /**
   * Starts one.
   *
   * @param folder for its home and programs
   * @param allowed who gets in without a password; null for nobody
   * @param hostKeys that it shows
   */
  public SshBoard(Path folder, PublicKey allowed, KeyPair... hostKeys) throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    programs = Files.createDirectories(folder.resolve("programs"));
    server.setHost("localhost");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
    server.setPublickeyAuthenticator(
        (user, key, session) -> user.equals(USER) && KeyUtils.compareKeys(key, allowed));
    server.setPasswordAuthenticator(
        (user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setCommandFactory(
        (channel, command) -> {
          commands.add(command);
          String script =
              "export HOME=%s PATH=%s:$PATH; %s"
                  .formatted(
                      BoardFiles.quoted(home.toString()),
                      BoardFiles.quoted(programs.toString()),
                      command);
          return new ProcessShellFactory(script, "/bin/sh", "-c", script).createShell(channel);
        });
    server.start();
  }

  /** Makes a key. */
  public static KeyPair key(String type) throws Exception {
    return KeyUtils.generateKeyPair(type, type.equals(KeyPairProvider.SSH_RSA) ? 2048 : 256);
  }

  /** Where it listens. */
  public SshTarget target() {
    return new SshTarget(USER, "localhost", server.getPort());
  }

  Path home() {
    return home;
  }

  /** Puts a shell script in the place of a program. */
  public void program(String name, String script) throws IOException {
    Path file = programs.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
