package bnn4j.overlay;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.Dense;
import bnn4j.overlay.Layer.MaxPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network in hardware: topology, precision and folding, and what the hardware adds to them.
 *
 * @param name for instance {@code lfcW1A1}
 * @param topology with the outputs that the hardware has, usually 64
 * @param precision bits of weights and activations
 * @param foldings one per matrix layer
 */
public record Overlay(String name, Topology topology, Precision precision, List<Folding> foldings) {
  /** Width of the words that carry images in and results out. */
  public static final int WORD_BITS = 64;

  /**
   * Derives and so checks every layer.
   *
   * @throws Refusal naming the layer that does not fit
   */
  public Overlay {
    foldings = List.copyOf(foldings);
    try {
      layersOf(topology, precision, foldings);
    } catch (Refusal e) {
      throw new Refusal("overlay " + name + ", " + e.getMessage(), e);
    }
  }

  /** The matrix layers, pools folded into the layer before them. */
  public List<MatrixLayer> layers() {
    return layersOf(topology, precision, foldings);
  }

  /** Whether pictures come in as bits, and results leave as one bit per class (LFC). */
  public boolean binaryInput() {
    return topology.input().bits() == 1;
  }

  /** Whether results are one bit per class, not scores. */
  public boolean bitOutput() {
    return binaryInput();
  }

  /** Classes it can tell apart. */
  public int maxClasses() {
    return topology.outputs();
  }

  /** 64-bit words that carry one image. */
  public int inputWords() {
    int bits = topology.input().values() * topology.input().bits();
    return roundUp(bits, WORD_BITS) / WORD_BITS;
  }

  /** 64-bit words that carry one result: a bit or a 16-bit score per padded neuron. */
  public int outputWords() {
    int rows = roundUp(topology.outputs(), WORD_BITS);
    return rows * (bitOutput() ? 1 : MatrixLayer.SCORE_BITS) / WORD_BITS;
  }

  private static List<MatrixLayer> layersOf(
      Topology topology, Precision precision, List<Folding> foldings) {
    List<Layer> all = topology.layers();
    long matrices = all.stream().filter(l -> !(l instanceof MaxPool)).count();
    if (matrices != foldings.size()) {
      throw new Refusal(
          "expected %d foldings, one per layer with weights, found %d"
              .formatted(matrices, foldings.size()));
    }
    List<MatrixLayer> layers = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof MaxPool pool) {
        checkPool(i, pool, i == 0 ? null : all.get(i - 1));
      } else {
        boolean pooled = i + 1 < all.size() && all.get(i + 1) instanceof MaxPool;
        boolean last = i + 1 == all.size();
        int index = layers.size();
        int inputBits = index == 0 ? topology.input().bits() : precision.activationBits();
        int outputBits = last ? outputBits(topology) : precision.activationBits();
        layers.add(
            new MatrixLayer(
                index,
                all.get(i),
                pooled,
                foldings.get(index),
                rows(all.get(i), last),
                columns(all.get(i), index == 0 && topology.input().bits() == 1),
                precision.weightBits(),
                inputBits,
                outputBits,
                accumulator(inputBits, precision)));
      }
    }
    return List.copyOf(layers);
  }

  private static void checkPool(int position, MaxPool pool, Layer before) {
    if (pool.size() != 2 || !(before instanceof Convolution)) {
      throw new Refusal(
          ("step %d of the topology: the accelerator pools 2x2 right after a convolution;"
                  + " found a %dx%d pool %s")
              .formatted(
                  position,
                  pool.size(),
                  pool.size(),
                  before == null
                      ? "at the input"
                      : "after a " + before.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
    }
  }

  /** The results leave in whole words. */
  private static int rows(Layer layer, boolean last) {
    return last ? roundUp(MatrixLayer.neurons(layer), WORD_BITS) : MatrixLayer.neurons(layer);
  }

  /** Binary pictures come in whole words, and a dense layer reads them to the end. */
  private static int columns(Layer layer, boolean fromWords) {
    int fanIn = MatrixLayer.fanIn(layer);
    return fromWords && layer instanceof Dense ? roundUp(fanIn, WORD_BITS) : fanIn;
  }

  private static int outputBits(Topology topology) {
    return topology.input().bits() == 1 ? 1 : MatrixLayer.SCORE_BITS;
  }

  private static Accumulator accumulator(int inputBits, Precision precision) {
    if (inputBits > 2) {
      return Accumulator.FIXED_POINT;
    }
    boolean bits = precision.weightBits() == 1 && precision.activationBits() == 1;
    return bits ? Accumulator.POPCOUNT : Accumulator.SIGNED;
  }

  private static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }
}
