package bnn4j.studio;

import java.util.Optional;

/**
 * Settings of the server.
 *
 * @param host address that is listened on
 * @param port 0 for any that is free
 * @param token that every request must know; empty where only this machine can ask
 * @param mostBytes of an upload
 */
public record Settings(String host, int port, Optional<String> token, int mostBytes) {
  /** Photos of a phone are smaller. */
  public static final int MOST_BYTES = 24 << 20;
}
