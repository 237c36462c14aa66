package bnn4j.offload.deep;

import bnn4j.foundation.FolderName;
import bnn4j.foundation.Range;
import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Pool;
import bnn4j.network.Precision;
import bnn4j.offload.OffloadOverlay;
import bnn4j.yaml.BlockReader;
import bnn4j.yaml.Problems;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a deep network from YAML: each layer says what it adds, the rest follows. */
final class DeepNetworkReader {
  private static final String KINDS = "convolution, max-pool, dense";

  private final Problems problems = new Problems();
  private final SourcePlace origin;

  /** Off after the first layer that does not fit: what follows it would not fit either. */
  private boolean builds = true;

  private OffloadOverlay overlay = OffloadOverlay.W1A3;
  private boolean isFirst = true;
  private boolean dense;

  DeepNetworkReader(String where) {
    this.origin = new SourcePlace(where, 1);
  }

  DeepNetwork read(String yaml) {
    YamlNode root = YamlText.parse(yaml, origin, problems);
    if (!(root instanceof Block block)) {
      problems.add(root.place(), "expected name, offload, input and layers");
      problems.refuseIfAny();
      throw new AssertionError("a problem was added");
    }
    BlockReader keys = new BlockReader(block, "", problems);
    keys.require("name", origin.whole(), "the network, and folders of its sets");
    keys.require(DeepNetworkFile.KEY, origin.whole(), "the overlay, W1A2 or W1A3");
    keys.require("input", origin.whole(), "channels and dimension of the pictures");
    keys.require("layers", origin.whole(), "the layers, each one of " + KINDS);
    Optional<String> name = keys.text("name", FolderName::checked);
    Optional<OffloadOverlay> named =
        keys.text(DeepNetworkFile.KEY, DeepNetworkReader::publishedOverlay);
    Optional<InputFormat> input = keys.optionalBlock("input", DeepNetworkReader::input);
    overlay = named.orElse(overlay);
    builds = named.isPresent() && input.isPresent();
    Network.Builder network =
        Network.of(input.orElse(new InputFormat(1, 1, 8)), precision(DataType.BINARY));
    keys.list("layers", "a list of " + KINDS, item -> step(network, item));
    keys.refuseUnknownKeys();
    problems.refuseIfAny();
    try {
      return new DeepNetwork(name.orElseThrow(), overlay, network.scores());
    } catch (Refusal e) {
      throw new Refusal("%s: %s".formatted(origin.whole(), e.getMessage()), e);
    }
  }

  private static OffloadOverlay publishedOverlay(String name) {
    return List.of(OffloadOverlay.W1A2, OffloadOverlay.W1A3).stream()
        .filter(overlay -> overlay.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Refusal("offload: expected W1A2 or W1A3, found '%s'".formatted(name)));
  }

  /** The processor's first layer takes 8-bit values. */
  private static InputFormat input(BlockReader keys) {
    keys.know("channels", "dimension");
    return new InputFormat(number(keys, "channels"), number(keys, "dimension"), 8);
  }

  private Precision precision(DataType weights) {
    return new Precision(weights, DataType.unsigned(overlay.activationBits()));
  }

  /** One layer under the name of its kind: {@code dense: {neurons: 10}}. */
  private Boolean step(Network.Builder network, YamlNode item) {
    if (!(item instanceof Block block) || block.entries().size() != 1) {
      throw new Refusal("expected a layer, one of %s, and its keys".formatted(KINDS));
    }
    Map.Entry<String, YamlNode.Entry> kind = block.entries().entrySet().iterator().next();
    BlockReader keys = new BlockReader(block, "", problems);
    switch (kind.getKey()) {
      case "convolution" -> keys.optionalBlock("convolution", layer -> convolution(network, layer));
      case "max-pool" -> keys.optionalBlock("max-pool", layer -> pool(network, layer));
      case "dense" -> keys.optionalBlock("dense", layer -> dense(network, layer));
      default ->
          throw new Refusal(
              "unknown layer '%s'; known are %s".formatted(kind.getValue().key(), KINDS));
    }
    return true;
  }

  private Boolean convolution(Network.Builder network, BlockReader layer) {
    if (dense) {
      throw new Refusal(
          "a convolution after a dense layer cannot be trained; make it a dense layer, which"
              + " computes the same");
    }
    layer.know("kernel", "channels", "stride", "padding", "weights");
    int kernel = number(layer, "kernel");
    int channels = number(layer, "channels");
    int stride = layer.integer("stride", 1, value -> Range.atLeast("stride", value, 1));
    int padding = layer.integer("padding", 0, value -> Range.atLeast("padding", value, 0));
    network.precision(precision(weights(layer, isFirst ? DeepNetworkFile.PROCESSOR_BITS : 1)));
    isFirst = false;
    return build(() -> network.convolution(kernel, channels, stride, padding));
  }

  private Boolean pool(Network.Builder network, BlockReader layer) {
    layer.know("size", "stride");
    int size = number(layer, "size");
    int stride = layer.integer("stride", size, value -> Range.atLeast("stride", value, 1));
    return build(() -> network.pool(new Pool(size, stride)));
  }

  private Boolean dense(Network.Builder network, BlockReader layer) {
    layer.know("neurons", "weights");
    int neurons = number(layer, "neurons");
    network.precision(precision(weights(layer, DeepNetworkFile.PROCESSOR_BITS)));
    isFirst = false;
    dense = true;
    return build(() -> network.dense(neurons));
  }

  private static DataType weights(BlockReader layer, int usual) {
    return DataType.signed(layer.integer("weights", usual, DataType::signed));
  }

  private Boolean build(Runnable step) {
    if (builds) {
      builds = false;
      step.run();
      builds = true;
    }
    return true;
  }

  private static int number(BlockReader keys, String key) {
    if (!keys.has(key)) {
      throw new Refusal("'%s' is missing".formatted(key));
    }
    return keys.integer(key, 1, value -> {});
  }
}
