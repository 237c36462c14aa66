package bnn4j.offload.json;

import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An object of a JSON file; reads its values and reports errors. */
final class JsonObject {
  private final String file;
  private final String place;
  private final int line;
  private final Map<?, ?> values;

  /**
   * An object.
   *
   * @param file where it is from
   * @param place which part of it, such as {@code layer 3 (conv2): }; empty for the whole
   * @throws Refusal if the value is something else
   */
  JsonObject(String file, String place, JsonValue value) {
    this.file = file;
    this.place = place;
    this.line = value.line();
    if (!(value.content() instanceof Map<?, ?> map)) {
      throw refusal(value.line(), "expected an object, found " + value.text());
    }
    this.values = map;
  }

  /** The first line of it. */
  int line() {
    return line;
  }

  /** A refusal of something in it. */
  Refusal refusal(int where, String problem) {
    return new Refusal("%s: line %d: %s%s".formatted(file, where, place, problem));
  }

  /** The same object, named otherwise in messages. */
  JsonObject named(String name) {
    return new JsonObject(file, name, new JsonValue(line, values));
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  private JsonValue get(String key) {
    if (!(values.get(key) instanceof JsonValue value)) {
      throw refusal(line, "%s is missing".formatted(key));
    }
    return value;
  }

  private Refusal wrong(String key, JsonValue value, String expected) {
    return refusal(
        value.line(), "%s: expected %s, found %s".formatted(key, expected, value.text()));
  }

  JsonObject object(String key) {
    return new JsonObject(file, place + key + ": ", get(key));
  }

  String text(String key) {
    JsonValue value = get(key);
    if (value.content() instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(key, value, "a text");
  }

  boolean flag(String key) {
    JsonValue value = get(key);
    if (value.content() instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, value, "true or false");
  }

  /** A whole number within bounds, both included. */
  int integer(String key, int least, int most) {
    return integer(key, get(key), least, most);
  }

  /** The only whole number that is supported. */
  void expect(String key, int only) {
    JsonValue value = get(key);
    if (!(value.content() instanceof Double number) || number != only) {
      throw wrong(key, value, Integer.toString(only));
    }
  }

  private int integer(String key, JsonValue value, int least, int most) {
    if (value.content() instanceof Double number
        && number == Math.rint(number)
        && number >= least
        && number <= most) {
      return number.intValue();
    }
    throw wrong(key, value, "a whole number from %d to %d".formatted(least, most));
  }

  /** A number from 0 on, whole or not. */
  double number(String key, int most) {
    JsonValue value = get(key);
    if (value.content() instanceof Double number && number >= 0 && number <= most) {
      return number;
    }
    throw wrong(key, value, "a number from 0 to " + most);
  }

  /** A number with two as its only factor. */
  int powerOfTwo(String key, int most) {
    JsonValue value = get(key);
    int number = integer(key, value, 1, most);
    if (Integer.bitCount(number) != 1) {
      throw wrong(key, value, "a power of two, as the hardware takes its logarithm");
    }
    return number;
  }

  List<JsonObject> objects(String key, String name) {
    JsonValue value = get(key);
    if (!(value.content() instanceof List<?> list)) {
      throw wrong(key, value, "an array");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      objects.add(new JsonObject(file, "%s %d: ".formatted(name, i), (JsonValue) list.get(i)));
    }
    return objects;
  }

  /** Three whole numbers: channels, rows, columns. */
  List<Integer> shape(String key, int most) {
    JsonValue value = get(key);
    if (!(value.content() instanceof List<?> list) || list.size() != 3) {
      throw wrong(key, value, "[channels, rows, columns]");
    }
    return list.stream().map(item -> integer(key, (JsonValue) item, 1, most)).toList();
  }
}
