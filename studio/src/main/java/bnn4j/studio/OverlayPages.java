package bnn4j.studio;

import bnn4j.network.InputFormat;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Pipelines with cycles and memory. */
record OverlayPages(Project project) {
  Reply list() throws IOException {
    ArrayNode array = Json.array();
    for (Overlay overlay : project.overlays()) {
      InputFormat input = overlay.network().input();
      ObjectNode node = array.addObject().put("name", overlay.name());
      node.put("precision", overlay.network().precisionText());
      node.put(
          "input",
          "%d x %d x %d, %d bit"
              .formatted(input.channels(), input.dimension(), input.dimension(), input.bits()));
      node.put("output", overlay.network().output().toString());
      node.put("classes", overlay.maxClasses());
      ArrayNode layers = node.putArray("layers");
      for (MatrixLayer layer : overlay.layers()) {
        describe(layer, layers.addObject());
      }
    }
    return Reply.json(array);
  }

  private static void describe(MatrixLayer layer, ObjectNode node) {
    node.put("index", layer.index());
    node.put("kind", layer.layer().description());
    node.put("rows", layer.rows());
    node.put("columns", layer.columns());
    node.put("simd", layer.folding().simd());
    node.put("pe", layer.folding().pe());
    node.put("cycles", layer.cycles());
    node.put("weightBits", layer.weightsInBits());
    node.put(
        "thresholdBits", layer.hasThresholds() ? layer.thresholds() * layer.thresholdBits() : 0);
    node.put("map", layer.dimension());
  }
}
