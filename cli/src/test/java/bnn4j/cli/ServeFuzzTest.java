package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Edit;
import bnn4j.foundation.fuzz.EncodedImage;
import bnn4j.studio.FolderProject;
import bnn4j.studio.Settings;
import bnn4j.studio.Studio;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a client sends, it is answered or refused, and the next client is served. */
class ServeFuzzTest {
  private static final int SECONDS = 10;
  private static final String CLASSIFY = "/api/classify?set=lfcW1A1&layers=1";

  private static Studio studio;
  private static int port;

  @BeforeContainer
  static void start() {
    Path nowhere = Path.of("target/nowhere");
    studio =
        Studio.start(
            new FolderProject(Path.of("../params-out/mnist"), nowhere, nowhere, nowhere),
            new Settings("127.0.0.1", 0, Optional.empty(), 1 << 20));
    port = URI.create(studio.address()).getPort();
  }

  @AfterContainer
  static void stop() {
    studio.close();
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static byte[] get(String address) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: bnn4j=x\r\nConnection: close\r\n\r\n"
        .formatted(address)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] post(String address, byte[] body) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    String head =
        String.join(
            "\r\n",
            "POST %s HTTP/1.1".formatted(address),
            "Host: localhost",
            "X-Bnn4j: 1",
            "Content-Length: " + body.length,
            "Connection: close",
            "",
            "");
    request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private static byte[] picture() {
    BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 4; i < 16; i++) {
      image.setRGB(10, i, 0xffffff);
      image.setRGB(11, i, 0xffffff);
    }
    return EncodedImage.png(image);
  }

  /** The first line of the answer; empty if the connection was closed without one. */
  private static String answer(byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(SECONDS * 1000);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    } catch (SocketException e) {
      // The server closed it while the rest of the request was still on the way.
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void expectNoFault(byte[] request) {
    assertThat(answer(request)).doesNotContain(" 500 ");
  }

  @Property
  void aBrokenRequestIsAnsweredOrRefused(@ForAll("edits") List<Edit> edits) {
    for (String address :
        List.of("/", "/api/sets", "/api/run?name=digits%2Fx", "/report?name=x", "/studio.js")) {
      expectNoFault(Edit.apply(edits, get(address)));
    }
    expectNoFault(Edit.apply(edits, post(CLASSIFY, picture())));
    expectNoFault(Edit.apply(edits, post("/api/locate?set=lfcW1A1&only=3", picture())));
    assertThat(answer(get("/api/overlays"))).isEqualTo("HTTP/1.1 200 OK");
  }

  @Property
  void aBrokenPictureIsClassifiedOrRefused(@ForAll("edits") List<Edit> edits) {
    byte[] picture = Edit.apply(edits, picture());
    expectNoFault(post(CLASSIFY, picture));
    expectNoFault(post("/api/locate?set=lfcW1A1", picture));
    assertThat(answer(post(CLASSIFY, picture()))).isEqualTo("HTTP/1.1 200 OK");
  }
}
