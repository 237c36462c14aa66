package bnn4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Chromium without a window, told what to do over WebDriver (W3C). */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process driver;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String root;
  private String session;

  private Browser(Process driver, int port) {
    this.driver = driver;
    this.root = "http://127.0.0.1:" + port + "/session";
  }

  /** Where chromedriver is, if this machine has it. */
  static Optional<Path> driver() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, "chromedriver"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * One that is as wide as a desktop, or a phone.
   *
   * @param arguments of Chromium, beside the usual ones
   */
  static Browser start(boolean phone, String... arguments) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process driver =
        new ProcessBuilder(driver().orElseThrow().toString(), "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Browser browser = new Browser(driver, port);
    try {
      browser.open(phone, List.of(arguments));
      return browser;
    } catch (IOException | RuntimeException e) {
      browser.close();
      throw e;
    }
  }

  private void open(boolean phone, List<String> more) throws Exception {
    ObjectNode options = JSON.createObjectNode();
    ArrayNode arguments = options.putArray("args");
    for (String argument :
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1200,1000")) {
      arguments.add(argument);
    }
    more.forEach(arguments::add);
    if (phone) {
      options
          .putObject("mobileEmulation")
          .putObject("deviceMetrics")
          .put("width", 390)
          .put("height", 844)
          .put("pixelRatio", 2)
          .put("touch", true);
    }
    ObjectNode always = JSON.createObjectNode().put("browserName", "chrome");
    always.set("goog:chromeOptions", options);
    always.putObject("goog:loggingPrefs").put("browser", "ALL").put("performance", "ALL");
    ObjectNode body = JSON.createObjectNode();
    body.putObject("capabilities").set("alwaysMatch", always);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        session = call("POST", "", body).get("sessionId").asText();
        return;
      } catch (java.net.ConnectException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private JsonNode call(String method, String path, JsonNode body)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher sent =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    String address = root + (session == null ? "" : "/" + session) + path;
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE.multipliedBy(2))
                .method(method, sent)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    JsonNode value = JSON.readTree(answer.body()).get("value");
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(method + " " + path + ": " + value);
    }
    return value;
  }

  void go(String address) throws Exception {
    call("POST", "/url", JSON.createObjectNode().put("url", address));
  }

  /** What a script gives back. */
  JsonNode run(String script) throws Exception {
    ObjectNode body = JSON.createObjectNode().put("script", script);
    body.putArray("args");
    return call("POST", "/execute/sync", body);
  }

  /** Waits until a script says true. */
  void await(String condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!run("return !!(" + condition + ")").asBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "still not: "
                + condition
                + "; the page shows: "
                + run("return document.body.innerText"));
      }
      Thread.sleep(100);
    }
  }

  private String find(String selector) throws Exception {
    return call(
            "POST",
            "/element",
            JSON.createObjectNode().put("using", "css selector").put("value", selector))
        .get(ELEMENT)
        .asText();
  }

  void click(String selector) throws Exception {
    call("POST", "/element/" + find(selector) + "/click", JSON.createObjectNode());
  }

  /** Types into an element; the path of a file into a field for files. */
  void type(String selector, String text) throws Exception {
    call(
        "POST", "/element/" + find(selector) + "/value", JSON.createObjectNode().put("text", text));
  }

  void choose(String selector, String value) throws Exception {
    run(
        "const s = document.querySelector('%s'); s.value = '%s'; s.dispatchEvent(new Event('change'))"
            .formatted(selector, value));
  }

  /** Draws lines from point to point with the pointer, from the middle of an element. */
  void draw(String selector, int[]... points) throws Exception {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode pointer = body.putArray("actions").addObject();
    pointer.put("type", "pointer").put("id", "pen");
    pointer.putObject("parameters").put("pointerType", "mouse");
    ArrayNode actions = pointer.putArray("actions");
    String element = find(selector);
    for (int i = 0; i < points.length; i++) {
      ObjectNode move = actions.addObject().put("type", "pointerMove").put("duration", 20);
      move.put("x", points[i][0]).put("y", points[i][1]);
      move.putObject("origin").put(ELEMENT, element);
      if (i == 0) {
        actions.addObject().put("type", "pointerDown").put("button", 0);
      }
    }
    actions.addObject().put("type", "pointerUp").put("button", 0);
    call("POST", "/actions", body);
  }

  void screenshot(Path png) throws Exception {
    Files.createDirectories(png.getParent());
    Files.write(png, Base64.getDecoder().decode(call("GET", "/screenshot", null).asText()));
  }

  /** Shows pages as to somebody who wants them dark, or bright. */
  void dark(boolean dark) throws Exception {
    ObjectNode feature =
        JSON.createObjectNode()
            .put("name", "prefers-color-scheme")
            .put("value", dark ? "dark" : "light");
    ObjectNode parameters = JSON.createObjectNode();
    parameters.putArray("features").add(feature);
    developerTools("Emulation.setEmulatedMedia", parameters);
  }

  /** All of the page, also what is to be scrolled to. */
  void wholeScreenshot(Path png) throws Exception {
    ObjectNode parameters = JSON.createObjectNode().put("captureBeyondViewport", true);
    JsonNode shot = developerTools("Page.captureScreenshot", parameters);
    Files.createDirectories(png.getParent());
    Files.write(png, Base64.getDecoder().decode(shot.get("data").asText()));
  }

  private JsonNode developerTools(String command, ObjectNode parameters) throws Exception {
    ObjectNode body = JSON.createObjectNode().put("cmd", command);
    body.set("params", parameters);
    return call("POST", "/goog/cdp/execute", body);
  }

  /** What the console complained of. */
  List<String> complaints() throws Exception {
    List<String> complaints = new ArrayList<>();
    for (JsonNode entry : log("browser")) {
      if (List.of("SEVERE", "WARNING").contains(entry.get("level").asText())) {
        complaints.add(entry.get("message").asText());
      }
    }
    return complaints;
  }

  /** Addresses that were asked for over a network. */
  List<String> requests() throws Exception {
    List<String> requests = new ArrayList<>();
    for (JsonNode entry : log("performance")) {
      JsonNode message = JSON.readTree(entry.get("message").asText()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        requests.add(message.at("/params/request/url").asText());
      }
    }
    return requests;
  }

  private JsonNode log(String type) throws Exception {
    return call("POST", "/se/log", JSON.createObjectNode().put("type", type));
  }

  @Override
  public void close() throws Exception {
    try {
      if (session != null) {
        call("DELETE", "", null);
      }
    } finally {
      driver.destroy();
    }
  }
}
