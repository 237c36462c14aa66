package bnn4j.offload.deep;

import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A deep network as a YAML file.
 *
 * <pre>{@code
 * name: cifarW1A3
 * offload: W1A3      # the overlay, whose bits activations have
 * input: {channels: 3, dimension: 32}
 * layers:
 * - convolution: {kernel: 3, channels: 32, stride: 1, padding: 1, weights: 8}
 * - convolution: {kernel: 3, channels: 32, padding: 1}
 * - max-pool: {size: 2, stride: 2}
 * - dense: {neurons: 10}
 * }</pre>
 *
 * <p>The inputs of a layer follow from the layer before. Bits of weights are 1, but 8 for the first
 * layer and for dense ones, which the processor runs.
 */
public final class DeepNetworkFile {
  /** The key that tells it from the description of a dataflow overlay. */
  static final String KEY = "offload";

  /** Bits of weights of the processor's layers, if none are given. */
  static final int PROCESSOR_BITS = 8;

  private static final Pattern IS_ONE = Pattern.compile("(?m)^" + KEY + "\\s*:");

  private DeepNetworkFile() {}

  /** Whether a file describes such a network, not a dataflow overlay. */
  public static boolean isOne(Path file) {
    return Files.isRegularFile(file) && isOne(TextFile.read(file));
  }

  /** Whether a text describes such a network. */
  public static boolean isOne(String yaml) {
    return IS_ONE.matcher(yaml).find();
  }

  /**
   * Reads a file.
   *
   * @throws Refusal naming file, line or layer, what was found and what is legal
   */
  public static DeepNetwork read(Path file) {
    return of(file.toString(), TextFile.read(file));
  }

  /**
   * The network that a text describes.
   *
   * @param where it comes from, for messages
   * @throws Refusal as {@link #read} does
   */
  public static DeepNetwork of(String where, String yaml) {
    return new DeepNetworkReader(where).read(yaml);
  }

  /** The network as {@link #read} reads it. */
  public static String toYaml(DeepNetwork deep) {
    Network network = deep.network();
    InputFormat input = network.input();
    StringBuilder yaml = new StringBuilder();
    yaml.append("name: %s\n%s: %s\n".formatted(deep.name(), KEY, deep.overlay().name()));
    yaml.append(
        "input: {channels: %d, dimension: %d}\nlayers:\n"
            .formatted(input.channels(), input.dimension()));
    for (Layer layer : network.layers()) {
      yaml.append("- %s\n".formatted(text(layer)));
      if (layer.isPooled()) {
        yaml.append(
            "- max-pool: {size: %d, stride: %d}\n"
                .formatted(layer.pool().size(), layer.pool().stride()));
      }
    }
    return yaml.toString();
  }

  private static String text(Layer layer) {
    return layer.isDense()
        ? "dense: {neurons: %d, weights: %d}".formatted(layer.neurons(), layer.weights().bits())
        : "convolution: {kernel: %d, channels: %d, stride: %d, padding: %d, weights: %d}"
            .formatted(
                layer.kernel(),
                layer.neurons(),
                layer.stride(),
                layer.padding(),
                layer.weights().bits());
  }
}
