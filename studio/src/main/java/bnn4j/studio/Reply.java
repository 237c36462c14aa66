package bnn4j.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP response.
 *
 * @param status of HTTP
 * @param type media type
 * @param body its bytes; not copied
 * @param framed whether the page may show it in a frame of its own, without any script
 */
record Reply(int status, String type, byte[] body, boolean framed) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json";

  static Reply json(JsonNode node) {
    try {
      return new Reply(200, JSON_TYPE, JSON.writeValueAsBytes(node), false);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A refusal in one sentence. */
  static Reply refused(int status, String why) {
    byte[] body =
        JSON.createObjectNode().put("error", why).toString().getBytes(StandardCharsets.UTF_8);
    return new Reply(status, JSON_TYPE, body, false);
  }

  static Reply of(String type, byte[] body) {
    return new Reply(200, type, body, false);
  }

  /** A report, which is a page without scripts. */
  static Reply report(byte[] html) {
    return new Reply(200, "text/html; charset=utf-8", html, true);
  }
}
