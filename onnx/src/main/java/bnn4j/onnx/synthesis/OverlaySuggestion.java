package bnn4j.onnx.synthesis;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.onnx.graph.GraphLayer;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.overlay.Folding;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An overlay of one's own for a graph, with a folding that the hardware can have. */
public final class OverlaySuggestion {
  /** As wide as the published overlays go. */
  private static final int WIDEST = 64;

  /**
   * Cycles per picture that the published overlays' layers keep to: with convolutions, and without.
   */
  private static final int CYCLES_OF_MAPS = 36_864;

  private static final int CYCLES_OF_LISTS = 512;

  private OverlaySuggestion() {}

  /**
   * The overlay: layers as in the graph, of all foldings the smallest with which no layer takes
   * longer than those of the published overlays.
   *
   * @param name of the overlay
   * @throws Refusal naming what no overlay has
   */
  public static Overlay of(GraphNetwork network, String name) {
    Network graph = network(network);
    List<Folding> slowest = Collections.nCopies(network.layers().size(), new Folding(1, 1));
    Overlay unfolded = new Overlay(name, graph, slowest);
    boolean maps = network.layers().stream().anyMatch(l -> l.shape().isConvolution());
    int cycles = maps ? CYCLES_OF_MAPS : CYCLES_OF_LISTS;
    List<Folding> foldings =
        unfolded.layers().stream().map(layer -> folding(layer, cycles)).toList();
    Overlay overlay = new Overlay(name, graph, foldings);
    GraphSupport.check(network, overlay);
    return overlay;
  }

  /** One precision for all layers: the largest that one of them needs. */
  private static Network network(GraphNetwork network) {
    int activationBits = 1;
    int weightBits = 1;
    List<GraphLayer> layers = network.layers();
    for (int i = 0; i < layers.size(); i++) {
      weightBits = Math.max(weightBits, layers.get(i).weightBits());
      if (i < layers.size() - 1 && layers.get(i).levels() > 2) {
        activationBits = 2;
      }
    }
    InputFormat input =
        new InputFormat(
            network.channels(), network.dimension(), network.layers().get(0).inputBits());
    Precision precision =
        new Precision(
            DataType.signed(weightBits), DataType.signed(Math.max(weightBits, activationBits)));
    Network.Builder builder = Network.of(input, precision);
    for (GraphLayer layer : network.layers()) {
      GraphLayer.Shape shape = layer.shape();
      if (shape.isConvolution()) {
        builder.convolution(shape.kernel(), shape.neurons());
      } else {
        builder.dense(shape.neurons());
      }
      if (layer.pooled()) {
        builder.pool(2);
      }
    }
    GraphLayer last = network.last();
    // Bits have thresholds of their own, so that batch norms may differ from class to class.
    boolean bits =
        last.quantizer().isPresent()
            || (input.isBinary() && !last.isEven() && !last.hasUnevenWeights());
    return bits ? builder.bits() : builder.scores();
  }

  /** The fewest multipliers that are fast enough, of these the most synapses at once. */
  private static Folding folding(MatrixLayer layer, int cycles) {
    int simd = Math.min(WIDEST, Overlay.WORD_BITS / layer.weightBits());
    Optional<Folding> fast =
        divisors(layer.columns(), simd)
            .flatMap(s -> divisors(layer.rows(), WIDEST).map(p -> s * 1_000 + p))
            .mapToObj(code -> new Folding(code / 1_000, code % 1_000))
            .filter(f -> cycles(layer, f) <= cycles)
            .min(
                Comparator.<Folding>comparingInt(f -> f.simd() * f.pe())
                    .thenComparingInt(f -> -f.simd()));
    return fast.orElseGet(
        () ->
            new Folding(
                divisors(layer.columns(), simd).max().orElse(1),
                divisors(layer.rows(), WIDEST).max().orElse(1)));
  }

  private static long cycles(MatrixLayer layer, Folding folding) {
    return (long) layer.positions()
        * (layer.columns() / folding.simd())
        * (layer.rows() / folding.pe());
  }

  private static IntStream divisors(int value, int largest) {
    return IntStream.rangeClosed(1, Math.min(value, largest)).filter(d -> value % d == 0);
  }
}
