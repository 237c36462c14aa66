package bnn4j.remote.grpc;

import bnn4j.foundation.Refusal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PYNQ.remote server listens. It speaks plaintext and asks nobody for a password: it
 * belongs into a network whose every member may use the board.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param patience how long to wait for the answer to one call; transfers get a second more for each
 *     megabyte
 */
public record PynqServer(String host, int port, Duration patience) {
  /** Where PYNQ.remote listens by default. */
  public static final int PORT = 7967;

  /** Long for one call, short for a person. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Pattern ADDRESS =
      Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+(%\\w+)?]|[^\\s:@/]+)(:(?<port>[0-9]{1,5}))?");

  /** Checks. */
  public PynqServer {
    if (port < 1 || port > 65535 || patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("port " + port + ", patience " + patience);
    }
  }

  /**
   * Reads {@code host}, {@code host:port} or {@code [address]:port}.
   *
   * @throws Refusal if it is neither
   */
  public static PynqServer parse(String text) {
    Matcher parts = ADDRESS.matcher(text);
    int port =
        !parts.matches()
            ? 0
            : parts.group("port") == null ? PORT : Integer.parseInt(parts.group("port"));
    if (port < 1 || port > 65535) {
      throw new Refusal(
          "host %s: expected a name or an address, with a port from 1 to 65535 where it is not %d,"
                  .formatted(text, PORT)
              + " such as pynq or 192.168.2.99:7967");
    }
    return new PynqServer(parts.group("host"), port, PATIENCE);
  }

  /** The same with another patience. */
  public PynqServer within(Duration other) {
    return new PynqServer(host, port, other);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
