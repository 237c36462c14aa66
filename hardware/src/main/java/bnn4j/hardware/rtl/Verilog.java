package bnn4j.hardware.rtl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Text of a module under construction: streams between instances of the handwritten modules. */
final class Verilog {
  private final StringBuilder text = new StringBuilder();

  /** A stream: three signals. */
  record Stream(String name, int bits) {
    /** A signal of it. */
    String signal(String part) {
      return name + "_" + part;
    }
  }

  /** Declares the signals of a stream. */
  Stream stream(String name, int bits) {
    text.append("  logic [%d:0] %s_data;%n".formatted(bits - 1, name));
    text.append("  logic %s_valid;%n".formatted(name));
    text.append("  logic %s_ready;%n".formatted(name));
    return new Stream(name, bits);
  }

  /** A line of comment with a blank line before it. */
  void comment(String comment) {
    text.append("%n  // %s%n".formatted(comment));
  }

  /** An instance with one stream in and one out. */
  void stage(String module, String name, Map<String, ?> parameters, Stream in, Stream out) {
    stage(module, name, parameters, Map.of(), in, out);
  }

  /** An instance with one stream in, one out and more ports. */
  void stage(
      String module,
      String name,
      Map<String, ?> parameters,
      Map<String, String> more,
      Stream in,
      Stream out) {
    Map<String, String> ports = new LinkedHashMap<>();
    ports.put("clock", "clock");
    ports.put("reset", "reset");
    ports.putAll(more);
    for (String part : new String[] {"data", "valid", "ready"}) {
      ports.put("in_" + part, in.signal(part));
    }
    for (String part : new String[] {"data", "valid", "ready"}) {
      ports.put("out_" + part, out.signal(part));
    }
    text.append(
        "  %s #(%n%s%n  ) %s (%n%s%n  );%n"
            .formatted(module, connections(parameters), name, connections(ports)));
  }

  private static String connections(Map<String, ?> of) {
    return of.entrySet().stream()
        .map(e -> "      .%s(%s)".formatted(e.getKey(), e.getValue()))
        .collect(Collectors.joining(",\n"));
  }

  /** Any other text. */
  void add(String lines) {
    text.append(lines);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
