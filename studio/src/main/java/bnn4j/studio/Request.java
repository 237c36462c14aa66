package bnn4j.studio;

import bnn4j.foundation.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP request.
 *
 * @param method of HTTP
 * @param path from the root
 * @param query its parameters
 * @param body empty where there is none; not copied
 */
record Request(String method, String path, Map<String, String> query, byte[] body) {
  static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw == null) {
      return query;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal("the address is not URL-encoded", e);
    }
  }

  /** A parameter that has to be there. */
  String parameter(String name) {
    String value = query.get(name);
    if (value == null || value.isEmpty()) {
      throw new Refusal("'%s' is missing in the URL".formatted(name));
    }
    return value;
  }
}
