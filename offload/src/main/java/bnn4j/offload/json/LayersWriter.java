package bnn4j.offload.json;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.layers.LayerDescription;
import bnn4j.offload.layers.LayerDescription.Convolution;
import bnn4j.offload.layers.LayerDescription.Merge;
import bnn4j.offload.layers.LayerDescription.Other;
import bnn4j.offload.layers.LayerDescription.Pool;
import bnn4j.offload.layers.LayerDescription.Split;
import bnn4j.offload.layers.MapShape;
import bnn4j.offload.layers.NetworkDescription;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the layers of a network as {@link LayersFile} and the original's host read them. */
public final class LayersWriter {
  private final JsonGenerator json;
  private final OffloadOverlay overlay;

  private LayersWriter(JsonGenerator json, OffloadOverlay overlay) {
    this.json = json;
    this.overlay = overlay;
  }

  /**
   * Writes the file of a description.
   *
   * @param overlay that it is for, whose bits the file mentions
   * @throws Refusal if it cannot be written
   */
  public static void write(NetworkDescription network, OffloadOverlay overlay) {
    AtomicFile.write(
        network.file(),
        out -> {
          try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new LayersWriter(json, overlay).write(network);
          }
        });
  }

  private void write(NetworkDescription network) throws IOException {
    json.writeStartObject();
    json.writeStringField("network", network.network());
    json.writeStringField("input_image", relative(network, network.inputImage()));
    json.writeStringField("verification_image", relative(network, network.verificationImage()));
    json.writeStringField("binparam", relative(network, network.parameters()));
    json.writeBooleanField("use_binparams", true);
    json.writeNumberField("binparam_skip", network.firstSet());
    json.writeNumberField("layer_skip", 0);
    json.writeArrayFieldStart("layers");
    for (LayerDescription layer : network.layers()) {
      write(layer);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String relative(NetworkDescription network, Path path) {
    Path folder = network.file().toAbsolutePath().getParent();
    return folder.relativize(path.toAbsolutePath()).toString().replace('\\', '/');
  }

  private void write(LayerDescription layer) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", layer.name());
    if (layer instanceof Convolution c) {
      json.writeStringField("func", "conv_layer");
      bits();
      json.writeNumberField("weight_bits", 1);
      json.writeNumberField("threshold_bits", OffloadOverlay.ACCUMULATOR_BITS);
      window(c.kernel(), c.stride(), c.input(), c.output(), c.padding());
    } else if (layer instanceof Pool p) {
      json.writeStringField("func", "maxpool_layer");
      bits();
      window(p.kernel(), p.stride(), p.input(), p.output(), p.padding());
    } else if (layer instanceof Split s) {
      json.writeStringField("func", "split_layer");
      json.writeNumberField("split", s.parts());
      json.writeNumberField("input_channels", s.input().channels());
      json.writeNumberField("input_dim", s.input().side());
    } else if (layer instanceof Merge m) {
      json.writeStringField("func", "merge_layer");
      json.writeNumberField("merge", m.parts());
      json.writeNumberField("output_channels", m.output().channels());
      json.writeNumberField("output_dim", m.output().side());
    } else if (layer instanceof Other o) {
      json.writeStringField("func", o.func().equals("fc_layer") ? "none" : o.func());
    }
    json.writeEndObject();
  }

  private void bits() throws IOException {
    json.writeNumberField("input_bits", overlay.activationBits());
    json.writeNumberField("output_bits", overlay.activationBits());
  }

  private void window(int kernel, int stride, MapShape input, MapShape output, double padding)
      throws IOException {
    json.writeNumberField("kernel_shape", kernel);
    json.writeNumberField("kernel_stride", stride);
    json.writeNumberField("input_channels", input.channels());
    shape("input", input);
    json.writeNumberField("output_channels", output.channels());
    shape("output", output);
    if (padding == Math.rint(padding)) {
      json.writeNumberField("padding", (int) padding);
    } else {
      json.writeNumberField("padding", padding);
    }
  }

  private void shape(String key, MapShape shape) throws IOException {
    json.writeFieldName(key);
    json.writeArray(new int[] {shape.channels(), shape.side(), shape.side()}, 0, 3);
  }
}
