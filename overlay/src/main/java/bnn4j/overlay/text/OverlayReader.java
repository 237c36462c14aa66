package bnn4j.overlay.text;

import bnn4j.foundation.FolderName;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.OutputCode;
import bnn4j.network.Precision;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import bnn4j.yaml.BlockReader;
import bnn4j.yaml.Problems;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an overlay from YAML: each layer says what it adds, the rest follows from those before. */
final class OverlayReader {
  private static final String KINDS = "dense, convolution, max-pool";
  private static final String SIMD = "simd";
  private static final String PE = "pe";
  private static final String FIFO = "fifo";
  private static final String PRECISION = "precision";

  private final Problems problems = new Problems();
  private final SourcePlace origin;
  private final List<Folding> foldings = new ArrayList<>();

  /** Off after the first layer that does not fit: what follows it would not fit either. */
  private boolean builds = true;

  /** Whether SIMD and PE must be there. */
  private final boolean folded;

  private OverlayReader(String where, boolean folded) {
    this.origin = new SourcePlace(where, 1);
    this.folded = folded;
  }

  static Overlay read(String where, String yaml) {
    return new OverlayReader(where, true).read(yaml);
  }

  /** The same, where SIMD and PE may be left out; they are 1 then. */
  static Overlay readNetwork(String where, String yaml) {
    return new OverlayReader(where, false).read(yaml);
  }

  private Overlay read(String yaml) {
    YamlNode root = YamlText.parse(yaml, origin, problems);
    if (!(root instanceof Block block)) {
      problems.add(root.place(), "expected name, precision, input and layers");
      problems.refuseIfAny();
      throw new AssertionError("a problem was added");
    }
    BlockReader keys = new BlockReader(block, "", problems);
    keys.require("name", origin.whole(), "the overlay, and folders of its sets");
    keys.require("precision", origin.whole(), "bits of weights and activations, such as W1A1");
    keys.require("input", origin.whole(), "channels, dimension and bits of the pictures");
    keys.require("layers", origin.whole(), "the layers, each one of " + KINDS);
    Optional<String> name = keys.text("name", FolderName::checked);
    Optional<Precision> precision = keys.text("precision", Precision::of);
    Optional<InputFormat> input = keys.optionalBlock("input", OverlayReader::input);
    Optional<OutputCode> output = keys.text("output", OverlayReader::output);
    Network.Builder network =
        Network.of(input.orElse(new InputFormat(1, 1, 1)), precision.orElse(Precision.of("W1A1")));
    builds = input.isPresent() && precision.isPresent();
    keys.list("layers", "a list of " + KINDS, item -> step(network, item));
    keys.refuseUnknownKeys();
    problems.refuseIfAny();
    try {
      InputFormat format = input.orElseThrow();
      return new Overlay(
          name.orElseThrow(),
          network.build(output.orElse(format.isBinary() ? OutputCode.BITS : OutputCode.SCORES)),
          foldings);
    } catch (Refusal e) {
      throw new Refusal("%s: %s".formatted(origin.whole(), e.getMessage()), e);
    }
  }

  private static InputFormat input(BlockReader keys) {
    keys.know("channels", "dimension", "bits");
    return new InputFormat(
        number(keys, "channels"), number(keys, "dimension"), number(keys, "bits"));
  }

  private static OutputCode output(String word) {
    return switch (word) {
      case "bits" -> OutputCode.BITS;
      case "scores" -> OutputCode.SCORES;
      default -> throw new Refusal("output: expected bits or scores, found '%s'".formatted(word));
    };
  }

  /** One layer under the name of its kind: {@code dense: {neurons: 64, simd: 8, pe: 8}}. */
  private Boolean step(Network.Builder network, YamlNode item) {
    if (!(item instanceof Block block) || block.entries().size() != 1) {
      throw new Refusal("expected a layer, one of %s, and its keys".formatted(KINDS));
    }
    Map.Entry<String, YamlNode.Entry> kind = block.entries().entrySet().iterator().next();
    BlockReader keys = new BlockReader(block, "", problems);
    switch (kind.getKey()) {
      case "dense" ->
          keys.optionalBlock(
              "dense",
              layer -> {
                layer.know("neurons", SIMD, PE, FIFO, PRECISION);
                int neurons = number(layer, "neurons");
                fold(layer);
                precision(layer).ifPresent(network::precision);
                return build(() -> network.dense(neurons));
              });
      case "convolution" ->
          keys.optionalBlock(
              "convolution",
              layer -> {
                layer.know("kernel", "channels", SIMD, PE, FIFO, PRECISION);
                int kernel = number(layer, "kernel");
                int channels = number(layer, "channels");
                fold(layer);
                precision(layer).ifPresent(network::precision);
                return build(() -> network.convolution(kernel, channels));
              });
      case "max-pool" ->
          keys.optionalBlock(
              "max-pool",
              layer -> {
                int size = number(layer, "size");
                return build(() -> network.pool(size));
              });
      default ->
          throw new Refusal(
              "unknown layer '%s'; known names: %s".formatted(kind.getValue().key(), KINDS));
    }
    return true;
  }

  private Boolean build(Runnable step) {
    if (builds) {
      builds = false;
      step.run();
      builds = true;
    }
    return true;
  }

  /** Of this layer and those that follow. */
  private static Optional<Precision> precision(BlockReader layer) {
    return layer.text(PRECISION, Precision::of);
  }

  private void fold(BlockReader layer) {
    int simd = parallel(layer, SIMD);
    int pe = parallel(layer, PE);
    int fifo = layer.has(FIFO) ? number(layer, FIFO) : 0;
    try {
      foldings.add(new Folding(simd, pe, fifo));
    } catch (Refusal e) {
      builds = false;
      throw new Refusal("layer %d: %s".formatted(foldings.size(), e.getMessage()), e);
    }
  }

  private int parallel(BlockReader layer, String key) {
    return folded || layer.has(key) ? number(layer, key) : 1;
  }

  private static int number(BlockReader keys, String key) {
    if (!keys.has(key)) {
      throw new Refusal("'%s' is missing".formatted(key));
    }
    return keys.integer(key, 1, value -> {});
  }
}
