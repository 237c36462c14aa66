package bnn4j.remote.ssh;

import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** A session on the board: commands, files, and messages of failures. */
final class SshConnection implements AutoCloseable {
  private static final int LINES_KEPT = 20;

  private final SshTarget target;
  private final KeyFolder keys;
  private final SshClient client;
  private final ClientSession session;

  /** What a command left behind. */
  record Result(int exit, List<String> output, List<String> errors) {}

  /** Something done with files. */
  interface FileWork<T> {
    T on(SftpClient files) throws IOException;
  }

  /**
   * Connects, makes sure that it is the right board, and logs in.
   *
   * @throws AcceleratorException if any of this fails
   */
  SshConnection(SshTarget target, SshSettings settings) {
    this.target = target;
    HostKeys hostKeys = new HostKeys(target, settings);
    this.keys = new KeyFolder(settings.folder(), settings.secrets());
    this.client = client(hostKeys, settings);
    try {
      this.session = connect(hostKeys, settings);
    } catch (RuntimeException e) {
      client.stop();
      throw e;
    }
  }

  private SshClient client(HostKeys hostKeys, SshSettings settings) {
    SshClient made = SshClient.setUpDefaultClient();
    // ~/.ssh/config could send us elsewhere than the messages say.
    made.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    made.setServerKeyVerifier(hostKeys);
    made.setSignatureFactories(knownFirst(made.getSignatureFactories(), hostKeys.types()));
    made.setKeyIdentityProvider(keys);
    made.setPasswordIdentityProvider(
        s -> () -> settings.secrets().password(target.toString()).stream().iterator());
    settings
        .agent()
        .filter(AgentSocket::listens)
        .map(AgentSocket::at)
        .ifPresent(made::setAgentFactory);
    CoreModuleProperties.PASSWORD_PROMPTS.set(made, 1);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(made, settings.patience().dividedBy(2));
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(made, 3);
    CoreModuleProperties.IDLE_TIMEOUT.set(made, settings.patience().multipliedBy(3));
    made.start();
    return made;
  }

  /** Asks for a key of a type that the host is known by, where it has several. */
  private static List<NamedFactory<Signature>> knownFirst(
      List<NamedFactory<Signature>> all, List<String> types) {
    List<NamedFactory<Signature>> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparing(
            f -> types.contains(KeyUtils.getCanonicalKeyType(f.getName())) ? 0 : 1));
    return sorted;
  }

  private ClientSession connect(HostKeys hostKeys, SshSettings settings) {
    ClientSession made;
    try {
      made =
          client
              .connect(target.user(), target.host(), target.port())
              .verify(settings.patience())
              .getSession();
    } catch (IOException e) {
      throw new AcceleratorException(
          "no SSH server answers at %s (%s); check that the board is on and reachable"
              .formatted(target, reason(e)),
          e);
    }
    try {
      made.auth().verify(settings.patience());
      return made;
    } catch (IOException e) {
      String complaint = hostKeys.complaint();
      throw new AcceleratorException(
          complaint != null
              ? complaint
              : ("%s: authentication failed (%s); tried the SSH agent, the keys of %s"
                      + " and the password, if any%s; install a key with: ssh-copy-id %s")
                  .formatted(
                      target,
                      e.getMessage(),
                      settings.folder(),
                      keys.complaints().stream().map(c -> "; " + c).collect(Collectors.joining()),
                      target.asArguments()),
          e);
    }
  }

  /** The library's own words name its classes. */
  private static String reason(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "unknown host";
      }
      if (cause instanceof ConnectException && cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("no reason given");
  }

  SshTarget target() {
    return target;
  }

  /** Runs a command of the shell to its end. */
  Result run(String command) {
    List<String> output = new ArrayList<>();
    return run(command, output::add, output);
  }

  /**
   * Runs a command of the shell to its end.
   *
   * @param output gets each line of its output at once
   */
  Result run(String command, Consumer<String> output) {
    return run(command, output, List.of());
  }

  private Result run(String command, Consumer<String> output, List<String> kept) {
    List<String> errors = new ArrayList<>();
    Consumer<String> keep =
        line -> {
          if (errors.size() == LINES_KEPT) {
            errors.remove(0);
          }
          errors.add(line);
        };
    try (ChannelExec channel =
            session.createExecChannel(command, StandardCharsets.UTF_8, null, null);
        OutputStream out = new Lines(output);
        OutputStream err = new Lines(keep)) {
      channel.setOut(out);
      channel.setErr(err);
      channel.open().verify();
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0L);
      out.close();
      err.close();
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
      Integer exit = channel.getExitStatus();
      if (exit == null) {
        throw new AcceleratorException(
            "connection to %s lost while it ran %s".formatted(target, command));
      }
      return new Result(exit, kept, errors);
    } catch (IOException e) {
      throw new AcceleratorException(
          "%s cannot run %s: %s".formatted(target, command, e.getMessage()), e);
    }
  }

  /**
   * Works with files.
   *
   * @param what is being done, to continue "while"
   */
  <T> T files(String what, FileWork<T> work) {
    try (SftpClient files = SftpClientFactory.instance().createSftpClient(session)) {
      return work.on(files);
    } catch (IOException e) {
      throw new AcceleratorException(
          "%s failed while %s: %s".formatted(target, what, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    session.close(true);
    client.stop();
  }
}
