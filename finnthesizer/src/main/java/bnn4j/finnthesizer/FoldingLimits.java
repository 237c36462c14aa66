package bnn4j.finnthesizer;

import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Cases in which thresholds and bits cannot represent the float network, under either rule. */
final class FoldingLimits {
  private FoldingLimits() {}

  /** One sentence per layer that is concerned. */
  static List<String> warnings(TrainedNetwork network, Overlay overlay, FoldingRule rule) {
    List<String> warnings = new ArrayList<>();
    for (MatrixLayer layer : overlay.layers()) {
      TrainedLayer floats = network.layers().get(layer.index());
      if (layer.pooled() && network.poolsBeforeNorm() && rule == FoldingRule.EXACT) {
        warnPooled(floats, layer, warnings);
      }
      if (!layer.hasThresholds()) {
        warnScores(floats, layer, warnings);
      }
    }
    return warnings;
  }

  private static void warnPooled(TrainedLayer floats, MatrixLayer layer, List<String> warnings) {
    long negative = neurons(floats).filter(n -> floats.scale(n) < 0).count();
    if (negative > 0) {
      warnings.add(
          ("layer %d: %d of %d channels have a negative batch norm scale and were pooled before the"
                  + " batch norm in training; the accelerator pools after it and may decide otherwise")
              .formatted(layer.index(), negative, floats.neurons()));
    }
  }

  /** The accelerator's score of a class is its accumulator, flipped where the scale is negative. */
  private static void warnScores(TrainedLayer floats, MatrixLayer layer, List<String> warnings) {
    int[] telling = neurons(floats).filter(n -> floats.scale(n) != 0).toArray();
    int constant = floats.neurons() - telling.length;
    if (constant > 0) {
      warnings.add(
          ("layer %d: %d of %d classes have a batch norm scale of 0, a score that never changes;"
                  + " the accelerator cannot express it")
              .formatted(layer.index(), constant, floats.neurons()));
    }
    double[] scales = Arrays.stream(telling).mapToDouble(n -> Math.abs(floats.scale(n))).toArray();
    double[] values = Arrays.stream(telling).mapToDouble(n -> floats.value(n, 0)).toArray();
    if (!allEqual(scales) || !allEqual(values)) {
      warnings.add(
          ("layer %d: scale or shift of the batch norm differ from class to class; the accelerator"
                  + " compares scores without them and may choose another class")
              .formatted(layer.index()));
    }
  }

  private static IntStream neurons(TrainedLayer floats) {
    return IntStream.range(0, floats.neurons());
  }

  private static boolean allEqual(double[] values) {
    return IntStream.range(1, values.length).allMatch(i -> values[i] == values[0]);
  }
}
