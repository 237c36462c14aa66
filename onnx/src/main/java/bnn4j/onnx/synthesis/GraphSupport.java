package bnn4j.onnx.synthesis;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.onnx.graph.GraphLayer;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.util.List;

/** Whether an overlay can run a graph's network, layer by layer. */
final class GraphSupport {
  private GraphSupport() {}

  /**
   * Checks that it can.
   *
   * @throws Refusal naming the layer's node, both sides, and what would help
   */
  static void check(GraphNetwork network, Overlay overlay) {
    checkPicture(network, overlay);
    List<MatrixLayer> layers = overlay.layers();
    if (network.layers().size() != layers.size()) {
      throw new Refusal(
          "the graph has %d layers with weights, overlay %s has %d%s"
              .formatted(
                  network.layers().size(), overlay.name(), layers.size(), GraphSupport.advice()));
    }
    for (int i = 0; i < layers.size(); i++) {
      try {
        check(network.layers().get(i), layers.get(i), overlay);
      } catch (Refusal e) {
        throw new Refusal(
            "layer %d, %s: %s".formatted(i, network.layers().get(i).node(), e.getMessage()), e);
      }
    }
    checkResults(network.last(), layers.get(layers.size() - 1), overlay);
  }

  private static void checkPicture(GraphNetwork network, Overlay overlay) {
    InputFormat input = overlay.network().input();
    if (network.channels() != input.channels() || network.dimension() != input.dimension()) {
      throw new Refusal(
          "the graph takes pictures of %dx%dx%d, overlay %s of %dx%dx%d%s"
              .formatted(
                  network.dimension(),
                  network.dimension(),
                  network.channels(),
                  overlay.name(),
                  input.dimension(),
                  input.dimension(),
                  input.channels(),
                  advice()));
    }
  }

  private static void check(GraphLayer from, MatrixLayer to, Overlay overlay) {
    GraphLayer.Shape shape = from.shape();
    Layer layer = to.layer();
    boolean last = to.index() == overlay.layers().size() - 1;
    boolean same =
        shape.isConvolution() != layer.isDense()
            && shape.synapses() == to.fanIn()
            && (last ? shape.neurons() <= to.rows() : shape.neurons() == to.neurons())
            && from.pooled() == to.pooled();
    if (shape.isConvolution()) {
      same &= layer.kernel() == shape.kernel() && layer.input().dimension() == shape.dimension();
    }
    if (!same) {
      throw new Refusal(
          "is a %s, overlay %s has a %s there%s"
              .formatted(text(from), overlay.name(), text(to), advice()));
    }
    checkBits(
        to.index() == 0 ? "a picture" : "activations", from.inputBits(), to.inputBits(), overlay);
    checkBits("weights", from.weightBits(), to.weightBits(), overlay);
  }

  /** A 1-bit picture is another thing than an 8-bit one; all else may have fewer bits. */
  private static void checkBits(String what, int found, int expected, Overlay overlay) {
    if (found > expected || (found != expected && expected == 8)) {
      throw new Refusal(
          "has %s of %d bits, overlay %s computes with %d%s"
              .formatted(what, found, overlay.name(), expected, advice()));
    }
  }

  private static void checkResults(GraphLayer last, MatrixLayer to, Overlay overlay) {
    if (last.shape().neurons() > overlay.maxClasses()) {
      throw new Refusal(
          "%s: %d results, overlay %s has %d"
              .formatted(
                  last.node(), last.shape().neurons(), overlay.name(), overlay.maxClasses()));
    }
    if (to.hasThresholds()) {
      if (last.quantizer().isPresent() && last.levels() != 2) {
        throw new Refusal(
            "%s: ends in %d levels, overlay %s gives one bit per class"
                .formatted(last.node(), last.levels(), overlay.name()));
      }
      if (last.quantizer().isEmpty() && last.hasUnevenWeights()) {
        throw uneven(last);
      }
      return;
    }
    if (last.quantizer().isPresent()) {
      throw new Refusal(
          "%s: ends in a quantizer, overlay %s gives scores; remove the last quantizer"
              .formatted(last.node(), overlay.name()));
    }
    checkEven(last, to);
  }

  /** Scores are compared as they are, so that what is done to them must be the same for all. */
  private static void checkEven(GraphLayer last, MatrixLayer to) {
    if (!last.isEven()) {
      throw uneven(last);
    }
    if (last.lines().get(0).direction() == 0) {
      throw new Refusal(
          last.node() + ": multiplies all scores by 0, so that they no longer differ");
    }
    if (to.accumulator() == Accumulator.FIXED_POINT) {
      throw new Refusal(
          last.node() + ": scores of a network of one layer with 8-bit input are not supported");
    }
  }

  private static Refusal uneven(GraphLayer last) {
    return new Refusal(
        ("%s: scale or shift differ between classes, and the accelerator compares scores"
                + " without them; the class with the largest score would differ. Use one scale"
                + " and one shift for all classes in the last layer")
            .formatted(last.uneven().orElse(last.node())));
  }

  private static String text(GraphLayer layer) {
    GraphLayer.Shape shape = layer.shape();
    String kind =
        shape.isConvolution()
            ? "%dx%d convolution of %d channels at %dx%d to %d"
                .formatted(
                    shape.kernel(),
                    shape.kernel(),
                    shape.channels(),
                    shape.dimension(),
                    shape.dimension(),
                    shape.neurons())
            : "dense layer of %d synapses and %d neurons"
                .formatted(shape.synapses(), shape.neurons());
    return layer.pooled() ? kind + " with a pool" : kind;
  }

  private static String text(MatrixLayer matrix) {
    Layer layer = matrix.layer();
    String kind =
        layer.isDense()
            ? "dense layer of %d synapses and %d neurons".formatted(matrix.fanIn(), layer.neurons())
            : "%dx%d convolution of %d channels at %dx%d to %d"
                .formatted(
                    layer.kernel(),
                    layer.kernel(),
                    layer.input().channels(),
                    layer.input().dimension(),
                    layer.input().dimension(),
                    layer.neurons());
    return layer.isPooled() ? kind + " with a pool" : kind;
  }

  private static String advice() {
    return "; 'overlays from MODEL' writes an overlay for it";
  }
}
