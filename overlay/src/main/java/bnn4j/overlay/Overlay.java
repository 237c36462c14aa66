package bnn4j.overlay;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * A network in hardware: the network, its folding, and what the hardware fixes.
 *
 * @param name for instance {@code lfcW1A1}
 * @param network with the outputs that the hardware has, usually 64
 * @param foldings one per layer
 */
public record Overlay(String name, Network network, List<Folding> foldings) {
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
      layersOf(network, foldings);
    } catch (Refusal e) {
      throw new Refusal("overlay " + name + ", " + e.getMessage(), e);
    }
  }

  /** The layers as the accelerator runs them. */
  public List<MatrixLayer> layers() {
    return layersOf(network, foldings);
  }

  /** The layer whose outputs are the results. */
  public MatrixLayer lastLayer() {
    List<MatrixLayer> layers = layers();
    return layers.get(layers.size() - 1);
  }

  /** Whether pictures come in as bits (LFC). */
  public boolean binaryInput() {
    return network.input().isBinary();
  }

  /** Whether results are one bit per output, not scores. */
  public boolean bitOutput() {
    return network.output().givesBits();
  }

  /** Classes it can tell apart. */
  public int maxClasses() {
    return network.outputs();
  }

  /** Bits of the weights of all rows and columns. */
  public long weightsInBits() {
    return layers().stream().mapToLong(MatrixLayer::weightsInBits).sum();
  }

  /** Thresholds of all rows. */
  public long thresholds() {
    return layers().stream().mapToLong(MatrixLayer::thresholds).sum();
  }

  /** 64-bit words that carry one image. */
  public int inputWords() {
    int bits = network.input().values() * network.input().bits();
    return roundUp(bits, WORD_BITS) / WORD_BITS;
  }

  /** 64-bit words that carry one result: a bit or a 16-bit score per padded neuron. */
  public int outputWords() {
    int rows = roundUp(network.outputs(), WORD_BITS);
    return rows * (bitOutput() ? 1 : MatrixLayer.SCORE_BITS) / WORD_BITS;
  }

  /**
   * Clock cycles between the results of two images when many are on their way: those of the slowest
   * layer, or of the words that come in or go out, one in a cycle, if they are more.
   */
  public long cyclesPerImage() {
    long slowest = layers().stream().mapToLong(MatrixLayer::cycles).max().orElseThrow();
    return Math.max(slowest, Math.max(inputWords(), outputWords()));
  }

  private static List<MatrixLayer> layersOf(Network network, List<Folding> foldings) {
    List<Layer> all = network.layers();
    if (all.size() != foldings.size()) {
      throw new Refusal(
          "expected %d foldings, one per layer with weights, found %d"
              .formatted(all.size(), foldings.size()));
    }
    List<MatrixLayer> layers = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Layer layer = all.get(i);
      check(i, network);
      boolean last = i + 1 == all.size();
      int inputBits = network.inputOf(i).map(DataType::bits).orElse(network.input().bits());
      layers.add(
          new MatrixLayer(
              i,
              layer,
              foldings.get(i),
              last ? roundUp(layer.neurons(), WORD_BITS) : layer.neurons(),
              columns(layer, i == 0 && network.input().isBinary()),
              inputBits,
              accumulator(layer, inputBits)));
    }
    return List.copyOf(layers);
  }

  /** What the published accelerators can compute (formats.md 2 and 4). */
  private static void check(int index, Network network) {
    Layer layer = network.layers().get(index);
    if (layer.stride() != 1 || layer.padding() != 0) {
      throw new Refusal(
          "layer %d: the accelerator convolves with stride 1 and without padding; found stride %d,"
                  .formatted(index, layer.stride())
              + " padding %d".formatted(layer.padding()));
    }
    if (layer.isPooled() && !layer.pool().equals(Pool.of(2))) {
      throw new Refusal(
          "layer %d: the accelerator pools 2x2 right after a convolution; found a %s"
              .formatted(index, layer.pool()));
    }
    checkType(index, "weights", layer.weights());
    layer.activations().ifPresent(type -> checkType(index, "activations", type));
    boolean bitsIn =
        index > 0 && network.inputOf(index).map(type -> type.bits() == 1).orElse(false);
    boolean last = index == network.layers().size() - 1;
    if (last && network.output().givesBits() && layer.neurons() > WORD_BITS) {
      throw new Refusal(
          ("layer %d: the host reads output bits from one word of %d; found %d outputs; use"
                  + " fewer, or scores")
              .formatted(index, WORD_BITS, layer.neurons()));
    }
    boolean bitsOut = !last && layer.activations().map(type -> type.bits() == 1).orElse(false);
    if (layer.weights().bits() == 2 && (bitsIn || bitsOut)) {
      throw new Refusal(
          "layer %d, precision W2A1: 2-bit weights need 2-bit activations; use W2A2 or W1A1"
              .formatted(index));
    }
    if (bitsIn && !last && !bitsOut) {
      throw new Refusal(
          ("layer %d: 1-bit input activations with 2-bit output activations are not supported;"
                  + " use the same precision for both")
              .formatted(index));
    }
  }

  private static void checkType(int index, String what, DataType type) {
    if (!type.signed() || type.bits() > 2) {
      throw new Refusal(
          "layer %d: the accelerator has %s of 1 or 2 signed bits; found %s"
              .formatted(index, what, type));
    }
  }

  /** Binary pictures come in whole words, and a dense layer reads them to the end. */
  private static int columns(Layer layer, boolean fromWords) {
    return fromWords && layer.isDense() ? roundUp(layer.fanIn(), WORD_BITS) : layer.fanIn();
  }

  /** Bits are only counted where bits come in and nothing wider goes on. */
  private static Accumulator accumulator(Layer layer, int inputBits) {
    if (inputBits > 2) {
      return Accumulator.FIXED_POINT;
    }
    boolean bits =
        layer.weights().bits() == 1
            && inputBits == 1
            && layer.activations().map(type -> type.bits() == 1).orElse(true);
    return bits ? Accumulator.POPCOUNT : Accumulator.SIGNED;
  }

  private static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }
}
