package bnn4j.datasets.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that holds one file, and behaves as told. */
final class Mirror implements AutoCloseable {

  /** What to answer to one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> ranges = new CopyOnWriteArrayList<>();

  Mirror(Answer answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          ranges.add(range(exchange).orElse(""));
          answer.to(exchange);
        });
    server.start();
  }

  URI address() {
    return URI.create(
        "http://%s:%d/files/"
            .formatted(server.getAddress().getHostString(), server.getAddress().getPort()));
  }

  /** The range that each request asked for, empty where it asked for everything. */
  List<String> ranges() {
    return ranges;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Sends the file, or the rest that was asked for. */
  static Answer whole(byte[] file) {
    return exchange -> send(exchange, file, file.length);
  }

  /** Sends everything whatever was asked for. */
  static Answer ignoringRanges(byte[] file) {
    return exchange -> {
      exchange.sendResponseHeaders(200, file.length);
      exchange.getResponseBody().write(file);
      exchange.close();
    };
  }

  /** Promises the rest, sends at most so many bytes of it and drops the connection. */
  static Answer dropping(byte[] file, int most) {
    return exchange -> send(exchange, file, most);
  }

  /** Sends some bytes and then nothing more, without dropping the connection. */
  static Answer stalling(byte[] file, int most) {
    return exchange -> {
      exchange.sendResponseHeaders(200, file.length);
      exchange.getResponseBody().write(file, 0, most);
      exchange.getResponseBody().flush();
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        exchange.close();
      }
    };
  }

  static Answer status(int status) {
    return exchange -> {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  private static void send(HttpExchange exchange, byte[] file, int most) throws IOException {
    int from = range(exchange).map(Mirror::start).orElse(0);
    int length = file.length - from;
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, length);
    exchange.getResponseBody().write(file, from, Math.min(most, length));
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private static Optional<String> range(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
  }

  private static int start(String range) {
    return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
  }
}
