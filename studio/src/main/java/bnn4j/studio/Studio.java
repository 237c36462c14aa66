package bnn4j.studio;

import bnn4j.foundation.Refusal;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** The running web server. */
public final class Studio implements AutoCloseable {
  private static final int WAITING = 32;

  /** Connections at a time. A client that sends nothing holds one until its time is over. */
  private static final int CONNECTIONS = 64;

  /** Requests that are worked on at a time; each may use all cores for a moment. */
  private static final int AT_WORK = 4;

  /** Seconds for a client to send its request. */
  private static final String REQUEST_SECONDS = "60";

  /** Only the page's own files, and pictures that it made; nothing from anywhere else. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; media-src 'self' blob:; frame-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  /** A report brings its style and pictures with it, and no script. */
  private static final String REPORT_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'self'; sandbox";

  private final HttpServer server;
  private final ExecutorService threads;
  private final Settings settings;
  private final Gate gate;
  private final Routes routes;
  private final Semaphore work = new Semaphore(AT_WORK, true);

  static {
    // The server's only way to set it; read when its class is loaded.
    String limit = "sun.net.httpserver.maxReqTime";
    System.setProperty(limit, System.getProperty(limit, REQUEST_SECONDS));
  }

  private Studio(HttpServer server, Settings settings, Routes routes) {
    this.server = server;
    this.settings = settings;
    this.gate = new Gate(settings.token());
    this.routes = routes;
    this.threads = Executors.newFixedThreadPool(CONNECTIONS);
  }

  /**
   * Starts to serve.
   *
   * @throws Refusal if the address cannot be listened on
   */
  public static Studio start(Project project, Settings settings) {
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    if (address.isUnresolved()) {
      throw new Refusal(
          "host '%s' is unknown; name an address of this machine".formatted(settings.host()));
    }
    try {
      HttpServer server = HttpServer.create(address, WAITING);
      Studio studio = new Studio(server, settings, new Routes(project));
      server.createContext("/", studio::handle);
      server.setExecutor(studio.threads);
      server.start();
      return studio;
    } catch (IOException e) {
      throw new Refusal(
          "%s:%d is not available (%s); choose another with --port"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  /** A token for {@link Settings} where an address can be reached from other machines. */
  public static Optional<String> tokenFor(String host) {
    return Gate.isOwn(host) ? Optional.empty() : Optional.of(Gate.newToken());
  }

  /** Where it is to be opened, with the token if one is needed. */
  public String address() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "http://%s:%d/%s"
        .formatted(
            host,
            server.getAddress().getPort(),
            settings.token().map(token -> "?token=" + token).orElse(""));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, reply(exchange));
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    try {
      Map<String, String> query = Request.query(exchange.getRequestURI().getRawQuery());
      Optional<Reply> refusal = gate.refusal(exchange, query);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      byte[] body;
      try (InputStream in = exchange.getRequestBody()) {
        body = in.readNBytes(settings.mostBytes() + 1);
      }
      if (body.length > settings.mostBytes()) {
        return Reply.refused(
            413, "more than %d MB; send a smaller picture".formatted(settings.mostBytes() >> 20));
      }
      return answer(
          new Request(
              exchange.getRequestMethod(), exchange.getRequestURI().getPath(), query, body));
    } catch (Refusal e) {
      return Reply.refused(422, e.getMessage());
    } catch (OutOfMemoryError e) {
      return Reply.refused(413, "the picture is too large for this machine's memory");
    } catch (RuntimeException e) {
      return Reply.refused(500, "internal error: " + e);
    }
  }

  private Reply answer(Request request) {
    work.acquireUninterruptibly();
    try {
      return routes.answer(request);
    } finally {
      work.release();
    }
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", reply.type());
    headers.set("Content-Security-Policy", reply.framed() ? REPORT_POLICY : POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
    if (settings.token().isPresent() && reply.status() == 200) {
      headers.set(
          "Set-Cookie",
          "%s=%s; HttpOnly; SameSite=Strict; Path=/"
              .formatted(Gate.COOKIE, settings.token().get()));
    }
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    exchange.getResponseBody().write(reply.body());
  }

  /** Stops serving. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
