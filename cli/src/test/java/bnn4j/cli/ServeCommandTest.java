package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.cli.serving.ServeCommand;
import bnn4j.foundation.fuzz.EncodedImage;
import bnn4j.studio.Settings;
import bnn4j.studio.Studio;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and what can be asked for. */
class ServeCommandTest {
  @TempDir Path scratch;

  @BeforeEach
  void home() {
    System.setProperty("bnn4j.home", "..");
  }

  @Test
  void nothingOutsideCanBeRead() throws Exception {
    try (Studio studio = start(Optional.empty(), 1 << 20)) {
      for (String path :
          List.of(
              "../../etc/passwd",
              "%2e%2e/%2e%2e/etc/passwd",
              "Studio.class",
              "report?name=../../etc",
              "api/run?name=/etc")) {
        assertThat(get(studio, path).statusCode()).as(path).isIn(404, 422);
      }
      HttpResponse<String> set = post(studio, "api/classify?set=../../x", new byte[3], "1");
      assertThat(set.statusCode()).isEqualTo(422);
      assertThat(set.body()).contains("no such parameter set");
    }
  }

  @Test
  void aForeignPageIsTurnedAway() throws Exception {
    try (Studio studio = start(Optional.empty(), 1 << 20)) {
      URI address = URI.create(studio.address());
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
        OutputStream out = socket.getOutputStream();
        out.write(
            "GET /api/sets HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 403");
      }
      assertThat(post(studio, "api/classify?set=mnist/lfcW1A1", new byte[3], null).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void aTokenIsAskedForWhereOthersCanReach() throws Exception {
    assertThat(Studio.tokenFor("127.0.0.1")).isEmpty();
    assertThat(Studio.tokenFor("0.0.0.0").orElseThrow()).hasSize(32);
    try (Studio studio = start(Optional.of("secret"), 1 << 20)) {
      String root = studio.address().replaceFirst("\\?.*", "");
      HttpClient client = HttpClient.newHttpClient();
      assertThat(fetch(client, root + "api/sets").statusCode()).isEqualTo(401);
      assertThat(fetch(client, root + "?token=wrong").statusCode()).isEqualTo(401);
      HttpResponse<String> page = fetch(client, root + "?token=secret");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
          .contains("HttpOnly", "SameSite=Strict");
    }
  }

  @Test
  void clientsThatSendNothingKeepNobodyWaiting() throws Exception {
    try (Studio studio = start(Optional.empty(), 1 << 20)) {
      int port = URI.create(studio.address()).getPort();
      List<Socket> idle = new ArrayList<>();
      try {
        for (int i = 0; i < 12; i++) {
          Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
          idle.add(socket);
          socket
              .getOutputStream()
              .write(
                  "POST /api/classify HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(get(studio, "studio.js").statusCode()).isEqualTo(200);
      } finally {
        for (Socket socket : idle) {
          socket.close();
        }
      }
    }
  }

  @Test
  void anUploadHasALimitAndThePolicyIsStrict() throws Exception {
    try (Studio studio = start(Optional.empty(), 1000)) {
      assertThat(post(studio, "api/classify?set=mnist/lfcW1A1", new byte[2000], "1").statusCode())
          .isEqualTo(413);
      HttpResponse<String> page = get(studio, "");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
  }

  @Test
  void aSetForAnOffloadOverlayIsShownAndTriedAsOthersAre() throws Exception {
    try (Studio studio = start(Optional.empty(), 1 << 20)) {
      JsonNode sets = JsonMapper.builder().build().readTree(get(studio, "api/sets").body());
      List<JsonNode> found =
          StreamSupport.stream(sets.get("sets").spliterator(), false)
              .filter(set -> set.get("name").asText().equals("cifar-10/cifarW1A3"))
              .toList();
      assertThat(found).hasSize(1);
      assertThat(found.get(0).get("network").asText()).isEqualTo("cifarW1A3 (offload, W1A3)");
      assertThat(found.get(0).get("accuracy").asDouble()).isBetween(70.0, 100.0);
      assertThat(found.get(0).get("locates").asBoolean()).isFalse();
      HttpResponse<String> answer =
          post(studio, "api/classify?layers=1&set=cifar-10/cifarW1A3", picture(), "1");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode seen = JsonMapper.builder().build().readTree(answer.body());
      assertThat(seen.get("layers")).hasSize(5);
      assertThat(seen.get("answers")).hasSize(8);
      Path file = Files.write(scratch.resolve("picture.png"), picture());
      assertThat(CommandRun.of("infer", "cifar-10/cifarW1A3", "--input", file).out())
          .isEqualTo(
              "0,%d,%s\n"
                  .formatted(
                      seen.get("answers").get(0).get("class").asInt(),
                      seen.get("answers").get(0).get("name").asText()));
      assertThat(post(studio, "api/locate?set=cifar-10/cifarW1A3", picture(), "1").body())
          .contains("sets for offload overlays cannot locate");
    }
  }

  private static byte[] picture() {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 40 * 30; i++) {
      image.setRGB(i % 40, i / 40, (i % 40 * 6) << 16 | (i / 40 * 8) << 8 | 90);
    }
    return EncodedImage.png(image);
  }

  @Test
  void aPortOutOfRangeIsRefused() {
    assertThat(CommandRun.of("serve", "--port", "70000"))
        .isEqualTo(CommandRun.refused("bnn4j serve: --port: expected 0 to 65535, found 70000"));
  }

  private Studio start(Optional<String> token, int most) {
    return Studio.start(
        ServeCommand.project(scratch, scratch.resolve("regressions.jsonl")),
        new Settings("127.0.0.1", 0, token, most));
  }

  private static HttpResponse<String> get(Studio studio, String path) throws Exception {
    return fetch(HttpClient.newHttpClient(), studio.address() + path);
  }

  private static HttpResponse<String> fetch(HttpClient client, String address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofMinutes(1)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(
      Studio studio, String path, byte[] body, String ofThePage) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(studio.address() + path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (ofThePage != null) {
      request.header("X-Bnn4j", ofThePage);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
