package bnn4j.offload.json;

import bnn4j.foundation.Refusal;
import bnn4j.offload.layers.LayerDescription;
import bnn4j.offload.layers.LayerDescription.Convolution;
import bnn4j.offload.layers.LayerDescription.Merge;
import bnn4j.offload.layers.LayerDescription.Other;
import bnn4j.offload.layers.LayerDescription.Pool;
import bnn4j.offload.layers.LayerDescription.Split;
import bnn4j.offload.layers.MapShape;
import bnn4j.offload.layers.NetworkDescription;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the layers of a network (qnn-mo.md 3). */
public final class LayersFile {
  private static final int MOST = 1 << 20;

  private final Path file;
  private final JsonObject json;

  private LayersFile(Path file, JsonObject json) {
    this.file = file;
    this.json = json;
  }

  /**
   * Reads a layers JSON. Whether its layers fit each other and an overlay is not asked here.
   *
   * @throws Refusal naming file, line and field, what was expected and what was found
   */
  public static NetworkDescription read(Path file) {
    return new LayersFile(file, JsonText.read(file)).read();
  }

  private NetworkDescription read() {
    if (!json.flag("use_binparams")) {
      throw json.refusal(
          json.line(), "use_binparams: expected true, as parameters come from files only");
    }
    List<JsonObject> all = json.objects("layers", "layer");
    int skipped = json.integer("layer_skip", 0, all.size());
    List<LayerDescription> layers = new ArrayList<>();
    for (int i = skipped; i < all.size(); i++) {
      layers.add(layer(all.get(i), i));
    }
    return new NetworkDescription(
        file,
        json.text("network"),
        path("input_image"),
        path("verification_image"),
        path("binparam"),
        json.integer("binparam_skip", 0, MOST),
        List.copyOf(layers));
  }

  /** Relative to the folder of the file. */
  private Path path(String key) {
    String text = json.text(key);
    try {
      return file.toAbsolutePath().getParent().resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw json.refusal(
          json.line(), "%s: expected a path, found \"%s\": %s".formatted(key, text, e.getReason()));
    }
  }

  private LayerDescription layer(JsonObject unnamed, int index) {
    String name = unnamed.text("name");
    JsonObject layer = unnamed.named("layer %d (%s): ".formatted(index, name));
    String place = "%s: line %d: layer %d (%s)".formatted(file, layer.line(), index, name);
    String func = layer.text("func");
    return switch (func) {
      case "conv_layer" ->
          new Convolution(
              name,
              place,
              layer.integer("kernel_shape", 1, MOST),
              layer.powerOfTwo("kernel_stride", MOST),
              shape(layer, "input"),
              shape(layer, "output"),
              layer.number("padding", MOST));
      case "maxpool_layer" ->
          new Pool(
              name,
              place,
              layer.integer("kernel_shape", 1, MOST),
              layer.powerOfTwo("kernel_stride", MOST),
              shape(layer, "input"),
              shape(layer, "output"),
              layer.number("padding", MOST));
      case "split_layer" ->
          new Split(
              name,
              place,
              layer.integer("split", 1, MOST),
              shape(layer, "input_channels", "input_dim"));
      case "merge_layer" ->
          new Merge(
              name,
              place,
              layer.integer("merge", 1, MOST),
              shape(layer, "output_channels", "output_dim"));
      case "fc_layer" -> {
        layer.integer("input", 1, MOST);
        layer.integer("output", 1, MOST);
        yield new Other(name, place, func);
      }
      default -> new Other(name, place, func);
    };
  }

  private static MapShape shape(JsonObject layer, String channels, String side) {
    return new MapShape(layer.integer(channels, 1, MOST), layer.integer(side, 1, MOST));
  }

  private static MapShape shape(JsonObject layer, String key) {
    List<Integer> shape = layer.shape(key, MOST);
    if (!shape.get(1).equals(shape.get(2))) {
      throw layer.refusal(
          layer.line(),
          "%s: expected as many rows as columns, found %d and %d"
              .formatted(key, shape.get(1), shape.get(2)));
    }
    return new MapShape(shape.get(0), shape.get(1));
  }
}
