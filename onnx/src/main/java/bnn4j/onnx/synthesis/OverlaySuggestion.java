package bnn4j.onnx.synthesis;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.graph.GraphLayer;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.overlay.Folding;
import bnn4j.overlay.InputFormat;
import bnn4j.overlay.Layer;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Precision;
import bnn4j.overlay.Topology;
import java.util.ArrayList;
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
    int inputBits = network.layers().get(0).inputBits();
    InputFormat input = new InputFormat(network.channels(), network.dimension(), inputBits);
    List<Layer> layers = new ArrayList<>();
    int activationBits = 1;
    int weightBits = 1;
    for (GraphLayer layer : network.layers()) {
      layers.addAll(layers(layer));
      weightBits = Math.max(weightBits, layer.weightBits());
      if (layer != network.last() && layer.levels() > 2) {
        activationBits = 2;
      }
    }
    Precision precision = new Precision(weightBits, Math.max(weightBits, activationBits));
    Topology topology = new Topology(input, layers);
    List<Folding> slowest = Collections.nCopies(network.layers().size(), new Folding(1, 1));
    Overlay unfolded = new Overlay(name, topology, precision, slowest);
    boolean maps = network.layers().stream().anyMatch(l -> l.shape().isConvolution());
    int cycles = maps ? CYCLES_OF_MAPS : CYCLES_OF_LISTS;
    List<Folding> foldings =
        unfolded.layers().stream().map(layer -> folding(layer, cycles)).toList();
    Overlay overlay = new Overlay(name, topology, precision, foldings);
    GraphFit.check(network, overlay);
    return overlay;
  }

  private static List<Layer> layers(GraphLayer layer) {
    GraphLayer.Shape shape = layer.shape();
    if (!shape.isConvolution()) {
      return List.of(new Layer.Dense(shape.synapses(), shape.neurons()));
    }
    Layer.Convolution convolution =
        new Layer.Convolution(
            shape.kernel(), shape.channels(), shape.dimension(), shape.neurons());
    return layer.pooled()
        ? List.of(
            convolution,
            new Layer.MaxPool(2, shape.neurons(), convolution.outDimension()))
        : List.of(convolution);
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
