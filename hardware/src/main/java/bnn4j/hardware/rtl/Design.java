package bnn4j.hardware.rtl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All SystemVerilog of an overlay.
 *
 * @param pipeline what it is made from
 * @param files texts by file name, each after what it is made of
 */
public record Design(Pipeline pipeline, Map<String, String> files) {
  /** Name of the module of the network alone, stream in and stream out. */
  public static final String NETWORK = "bnn_network";

  /** Name of the module that goes onto the chip. */
  public static final String TOP = "overlay";

  /** Keeps the order of the files. */
  public Design {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** The design of a pipeline, whose memories start with nothing. */
  public static Design of(Pipeline pipeline) {
    return of(pipeline, "");
  }

  /**
   * The design of a pipeline.
   *
   * @param memories folder of {@link MemoryImages}, from where the design is read; empty for none
   */
  public static Design of(Pipeline pipeline, String memories) {
    Map<String, String> files = new LinkedHashMap<>(RtlSources.modules());
    files.put("bnn_network.sv", NetworkSource.of(pipeline));
    files.put("overlay.sv", TopSource.of(pipeline, memories));
    return new Design(pipeline, files);
  }
}
