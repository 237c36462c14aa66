package bnn4j.overlay;

import bnn4j.overlay.Layer.MaxPool;
import java.util.ArrayList;
import java.util.List;

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
    List<MatrixLayer> layers = new ArrayList<>();
    List<Layer> all = topology.layers();
    long matrices = all.stream().filter(l -> !(l instanceof MaxPool)).count();
    if (matrices != foldings.size()) {
      throw new Refusal(
          "expected %d foldings, one per layer, found %d".formatted(matrices, foldings.size()));
    }
    for (int i = 0; i < all.size(); i++) {
      if (!(all.get(i) instanceof MaxPool)) {
        boolean pooled = i + 1 < all.size() && all.get(i + 1) instanceof MaxPool;
        boolean last = i + 1 == all.size();
        int index = layers.size();
        layers.add(
            layer(index, all.get(i), pooled, last, topology, precision, foldings.get(index)));
      }
    }
    return List.copyOf(layers);
  }

  private static MatrixLayer layer(
      int index,
      Layer layer,
      boolean pooled,
      boolean last,
      Topology topology,
      Precision precision,
      Folding folding) {
    boolean first = index == 0;
    boolean binaryInput = topology.input().bits() == 1;
    int inputBits = first ? topology.input().bits() : precision.activationBits();
    int outputBits = !last ? precision.activationBits() : binaryInput ? 1 : MatrixLayer.SCORE_BITS;
    Accumulator accumulator;
    if (inputBits > 2) {
      accumulator = Accumulator.FIXED_POINT;
    } else if (precision.weightBits() == 1 && precision.activationBits() == 1) {
      accumulator = Accumulator.POPCOUNT;
    } else {
      accumulator = Accumulator.SIGNED;
    }
    MatrixLayer bare =
        new MatrixLayer(
            index,
            layer,
            pooled,
            new Folding(1, 1),
            1,
            1,
            precision.weightBits(),
            inputBits,
            outputBits,
            accumulator);
    // The input stream comes in whole words, the output stream leaves in whole words.
    int columns = roundUp(bare.fanIn(), first && binaryInput ? WORD_BITS : folding.simd());
    int rows = roundUp(bare.neurons(), last ? WORD_BITS : folding.pe());
    return new MatrixLayer(
        index,
        layer,
        pooled,
        folding,
        rows,
        columns,
        precision.weightBits(),
        inputBits,
        outputBits,
        accumulator);
  }

  private static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }
}
