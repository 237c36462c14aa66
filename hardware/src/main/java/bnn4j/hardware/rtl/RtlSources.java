package bnn4j.hardware.rtl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The handwritten modules that all overlays share. */
public final class RtlSources {
  /** In an order in which each comes after what it is made of. */
  private static final List<String> MODULES =
      List.of(
          "bnn_counter",
          "bnn_fifo",
          "bnn_narrow",
          "bnn_widen",
          "bnn_gearbox",
          "bnn_regroup",
          "bnn_window",
          "bnn_pool",
          "bnn_memory",
          "bnn_dot",
          "bnn_mvtu",
          "bnn_control",
          "bnn_bursts",
          "bnn_reader",
          "bnn_writer");

  private RtlSources() {}

  /** Texts by file name. */
  public static Map<String, String> modules() {
    Map<String, String> texts = new LinkedHashMap<>();
    MODULES.forEach(module -> texts.put(module + ".sv", resource("rtl", module + ".sv")));
    return texts;
  }

  /** A file that only simulations have. */
  public static String simulation(String name) {
    return resource("simulation", name);
  }

  private static String resource(String folder, String name) {
    String path = "/bnn4j/hardware/%s/%s".formatted(folder, name);
    try (InputStream in = RtlSources.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
