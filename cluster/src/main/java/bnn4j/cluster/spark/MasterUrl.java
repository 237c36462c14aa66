package bnn4j.cluster.spark;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a cluster.
 *
 * @param url {@code local[N]}, {@code spark://HOST:PORT}, {@code yarn} or {@code k8s://...}
 */
public record MasterUrl(String url) {
  private static final Pattern KNOWN =
      Pattern.compile("local(\\[(\\*|[1-9]\\d*)(,\\d+)?\\])?|spark://.+|yarn|k8s://.+");

  private static final Pattern HOST = Pattern.compile("([^,/:\\[\\]]+|\\[[^\\]]+\\]):(\\d{1,5})");

  private static final String STANDALONE = "spark://";

  private static final int TIMEOUT_MILLIS = 5000;

  /**
   * @throws Refusal if it is no such URL
   */
  public MasterUrl {
    if (!KNOWN.matcher(url).matches()) {
      throw new Refusal(
          "--master: expected local[N], spark://HOST:PORT, yarn or k8s://URL, found '%s'"
              .formatted(url));
    }
    if (url.startsWith(STANDALONE)) {
      hosts(url);
    }
  }

  private static List<InetSocketAddress> hosts(String url) {
    List<InetSocketAddress> hosts = new ArrayList<>();
    for (String host : url.substring(STANDALONE.length()).split(",", -1)) {
      Matcher parts = HOST.matcher(host);
      if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65535) {
        throw new Refusal(
            "--master: expected spark://HOST:PORT, such as spark://localhost:7077, found '%s'"
                .formatted(url));
      }
      hosts.add(new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))));
    }
    return hosts;
  }

  /** Whether the work is done by threads of this machine. */
  boolean isLocal() {
    return url.startsWith("local");
  }

  /** Whether there are masters that stand by for one another. */
  boolean isOneOfSeveral() {
    return url.startsWith(STANDALONE) && url.contains(",");
  }

  /**
   * For a standalone master, which Spark would look for a minute: whether something listens.
   *
   * @throws Refusal if nothing does
   */
  public void checkAnswers() {
    if (!url.startsWith(STANDALONE)) {
      return;
    }
    String why = "";
    for (InetSocketAddress host : hosts(url)) {
      if (host.isUnresolved()) {
        why = "unknown host " + host.getHostString();
        continue;
      }
      try (Socket socket = new Socket()) {
        socket.connect(host, TIMEOUT_MILLIS);
        return;
      } catch (IOException e) {
        why = e.getMessage();
      }
    }
    throw new Refusal(
        "--master %s: no master answers (%s); start one, or find its URL in its log"
            .formatted(url, why));
  }
}
