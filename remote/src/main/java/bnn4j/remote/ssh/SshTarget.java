package bnn4j.remote.ssh;

import bnn4j.foundation.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * User, host and port of a board.
 *
 * @param user account on the board
 * @param host name or address
 * @param port 1 to 65535
 */
public record SshTarget(String user, String host, int port) {
  /** Where SSH listens by default. */
  public static final int PORT = 22;

  /** The account that PYNQ's images come with. */
  public static final String USER = "xilinx";

  private static final Pattern ADDRESS =
      Pattern.compile(
          "((?<user>[^\\s:@/-][^\\s:@/]*)@)?"
              + "(\\[(?<address>[0-9a-fA-F:.]+(%\\w+)?)]|(?<host>[^\\s:@/\\[\\]-][^\\s:@/\\[\\]]*))"
              + "(:(?<port>[0-9]{1,5}))?");

  /**
   * Reads {@code user@host}, {@code host} or either with {@code :port}.
   *
   * @throws Refusal if it is none of these
   */
  public static SshTarget parse(String text) {
    Matcher parts = ADDRESS.matcher(text);
    int port = 0;
    if (parts.matches()) {
      port = parts.group("port") == null ? PORT : Integer.parseInt(parts.group("port"));
    }
    if (port < 1 || port > 65535) {
      throw new Refusal(
          "host %s: expected USER@HOST or USER@HOST:PORT, such as xilinx@pynq or xilinx@[fe80::1]:22"
              .formatted(text));
    }
    String host = parts.group("host") == null ? parts.group("address") : parts.group("host");
    return new SshTarget(parts.group("user") == null ? USER : parts.group("user"), host, port);
  }

  /** As {@code known_hosts} writes it: the port only where it is not the usual one. */
  String knownAs() {
    return port == PORT ? host : "[%s]:%d".formatted(host, port);
  }

  /** As the commands of OpenSSH take it. */
  String asArguments() {
    return (port == PORT ? "" : "-p " + port + " ") + user + "@" + host;
  }

  @Override
  public String toString() {
    return user + "@" + knownAs();
  }
}
