package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.graph.Value.Activation;
import bnn4j.onnx.graph.Value.Pixels;
import bnn4j.onnx.graph.Value.Signal;
import bnn4j.onnx.graph.Value.Sum;
import java.util.Comparator;
import org.apache.commons.numbers.fraction.BigFraction;

/** Where the picture's way enters the first layer: its values must be those that hosts pack. */
final class HostPicture {
  private String pixels = "";

  /** How the graph wants pixels; empty before the first product. */
  String pixels() {
    return pixels;
  }

  /** The values that go into a product, of which the picture's must be the host's. */
  Activation activation(Signal signal) {
    if (signal instanceof Activation activation) {
      return activation;
    }
    if (signal instanceof Sum) {
      throw new Refusal(
          "follows a sum that is not quantized; put a BipolarQuant or Quant between the layers");
    }
    if (!(signal instanceof Pixels picture)) {
      throw new Refusal("only a MatMul may follow an Im2Col");
    }
    for (PixelReading reading : picture.readings()) {
      if (reading.bits() != 2 && reading.rule().isPresent()) {
        BigFraction[] rule = reading.rule().get();
        pixels = reading.name();
        return new Activation(picture.positions(), -1, reading.bits(), rule[0], rule[1]);
      }
    }
    PixelReading likely =
        picture.readings().stream()
            .max(Comparator.comparingInt(PixelReading::levels))
            .orElseThrow();
    if (likely.bits() == 2) {
      throw new Refusal(
          ("the input image is quantized to %d levels (2 bits); overlays support 1-bit or 8-bit"
                  + " input. Train with bipolar or 8-bit input")
              .formatted(likely.levels()));
    }
    throw new Refusal(
        ("the input quantization differs from that of the host: with pixels from %s, %s."
                + " Expected: pixel/255*2-1, then BipolarQuant, or Quant with 8 bits and scale 1/128")
            .formatted(likely.name(), likely.complaint()));
  }
}
