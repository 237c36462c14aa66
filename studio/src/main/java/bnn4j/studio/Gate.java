package bnn4j.studio;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Access control of the page. If the server listens on this machine only, the Host header must name
 * this machine, so that foreign pages have no access; otherwise a token is required. Requests that
 * change something must come from the page itself.
 */
final class Gate {
  /** The token's cookie. */
  static final String COOKIE = "bnn4j";

  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Optional<String> token;

  Gate(Optional<String> token) {
    this.token = token;
  }

  /** A random token. */
  static String newToken() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether an address can be reached from this machine alone. */
  static boolean isOwn(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Why a request is turned away; empty if it is let in. */
  Optional<Reply> refusal(HttpExchange exchange, Map<String, String> query) {
    Headers headers = exchange.getRequestHeaders();
    String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
    if (token.isEmpty() && !OWN_NAMES.contains(withoutPort(host))) {
      return Optional.of(
          Reply.refused(
              403, "the Host header names another machine; open" + " the printed address"));
    }
    if (token.isPresent() && !knowsToken(headers, query)) {
      return Optional.of(
          Reply.refused(401, "open the address with the token that 'serve' printed"));
    }
    if (exchange.getRequestMethod().equals("POST") && !isOfThePage(headers, host)) {
      return Optional.of(Reply.refused(403, "requests from other sites are refused"));
    }
    return Optional.empty();
  }

  private boolean knowsToken(Headers headers, Map<String, String> query) {
    return isToken(query.get("token")) || isToken(cookie(headers));
  }

  private boolean isToken(String text) {
    return text != null
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8),
            token.orElseThrow().getBytes(StandardCharsets.UTF_8));
  }

  private static String cookie(Headers headers) {
    String all = Optional.ofNullable(headers.getFirst("Cookie")).orElse("");
    return Arrays.stream(all.split(";", -1))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(COOKIE + "="))
        .map(cookie -> cookie.substring(COOKIE.length() + 1))
        .findFirst()
        .orElse(null);
  }

  /** A browser says where a request comes from; a foreign page cannot set this header. */
  private static boolean isOfThePage(Headers headers, String host) {
    String origin = headers.getFirst("Origin");
    boolean sameOrigin = origin == null || origin.equals("http://" + host);
    return sameOrigin && "1".equals(headers.getFirst("X-Bnn4j"));
  }

  private static String withoutPort(String host) {
    return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
  }
}
