package bnn4j.offload.json;

import java.util.List;
import java.util.Map;

/**
 * A value of a JSON file and where it stands.
 *
 * @param line of the file, from 1
 * @param content Map of String to JsonValue, List of JsonValue, String, Double, Boolean, or null
 */
record JsonValue(int line, Object content) {
  /** What it is, for messages. */
  String text() {
    if (content instanceof Map) {
      return "an object";
    }
    if (content instanceof List) {
      return "an array";
    }
    if (content instanceof String text) {
      return "\"" + text + "\"";
    }
    return content instanceof Double number ? text(number) : String.valueOf(content);
  }

  private static String text(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }
}
