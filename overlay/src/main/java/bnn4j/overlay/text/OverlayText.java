package bnn4j.overlay.text;

import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;

/** Writes an overlay as the YAML it can be read from. */
final class OverlayText {
  private OverlayText() {}

  static String of(Overlay overlay) {
    Network network = overlay.network();
    InputFormat input = network.input();
    StringBuilder yaml = new StringBuilder();
    yaml.append("name: %s\n".formatted(overlay.name()));
    Precision precision = network.precisionOf(0);
    yaml.append("precision: %s\n".formatted(precision));
    yaml.append(
        "input: {channels: %d, dimension: %d, bits: %d}\n"
            .formatted(input.channels(), input.dimension(), input.bits()));
    if (network.output().givesBits() != input.isBinary()) {
      yaml.append("output: %s\n".formatted(network.output().givesBits() ? "bits" : "scores"));
    }
    yaml.append("layers:\n");
    for (MatrixLayer matrix : overlay.layers()) {
      Precision own = network.precisionOf(matrix.index());
      yaml.append("- %s\n".formatted(layer(matrix, own.equals(precision) ? "" : own.toString())));
      if (matrix.pooled()) {
        yaml.append("- max-pool: {size: %d}\n".formatted(matrix.layer().pool().size()));
      }
      precision = own;
    }
    return yaml.toString();
  }

  private static String layer(MatrixLayer matrix, String precision) {
    Layer layer = matrix.layer();
    String rest =
        "simd: %d, pe: %d%s%s"
            .formatted(
                matrix.folding().simd(),
                matrix.folding().pe(),
                matrix.folding().fifo() == 0 ? "" : ", fifo: " + matrix.folding().fifo(),
                precision.isEmpty() ? "" : ", precision: " + precision);
    return layer.isDense()
        ? "dense: {neurons: %d, %s}".formatted(layer.neurons(), rest)
        : "convolution: {kernel: %d, channels: %d, %s}"
            .formatted(layer.kernel(), layer.neurons(), rest);
  }
}
