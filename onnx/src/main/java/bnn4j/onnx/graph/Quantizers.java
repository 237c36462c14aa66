package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.exact.Steps;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import bnn4j.onnx.graph.Value.Activation;
import bnn4j.onnx.graph.Value.Pixels;
import bnn4j.onnx.graph.Value.Signal;
import bnn4j.onnx.graph.Value.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Quant, BipolarQuant and MultiThreshold on the picture's way. */
final class Quantizers {
  private final Chain chain;
  private final HostPicture picture;

  Quantizers(Chain chain, HostPicture picture) {
    this.chain = chain;
    this.picture = picture;
  }

  Value quant(Node node, List<Value> inputs) {
    QuantNode settings = QuantNode.of(node, Operands.constants(inputs));
    return quantized(Operands.signal(inputs.get(0)), settings.steps());
  }

  Value bipolar(List<Value> inputs) {
    Constant scale = Operands.known(inputs, 1, "the scale");
    QuantNode.checkScale(scale);
    return quantized(Operands.signal(inputs.get(0)), Steps.bipolar(Exact.same(scale, "the scale")));
  }

  private Value quantized(Signal signal, Steps steps) {
    return quantized(signal, Collections.nCopies(signal.positions().channels(), steps));
  }

  private Value quantized(Signal signal, List<Steps> steps) {
    if (signal instanceof Pixels p) {
      boolean alike = steps.stream().allMatch(steps.get(0)::equals);
      List<PixelReading> readings = new ArrayList<>();
      for (PixelReading reading : p.readings()) {
        PixelReading next = reading.spread(alike ? reading.tables().length : steps.size());
        for (int c = 0; c < next.tables().length; c++) {
          next = next.map(c, steps.get(c)::of);
        }
        readings.add(next);
      }
      return new Pixels(p.positions(), readings);
    }
    if (signal instanceof Sum sum) {
      return chain.quantize(sum, steps);
    }
    return requantized(picture.activation(signal), steps.get(0), steps);
  }

  /** A quantizer after another one does nothing new if it keeps the levels apart. */
  private static Value requantized(Activation a, Steps steps, List<Steps> all) {
    int reach = a.bits() == 8 ? 128 : 1;
    BigFraction bottom = steps.of(a.centre().subtract(a.half().multiply(reach)));
    BigFraction top = steps.of(a.centre().add(a.half().multiply(reach)));
    BigFraction half = top.subtract(bottom).divide(2 * reach);
    BigFraction centre = bottom.add(half.multiply(reach));
    for (int level = -reach; level <= reach; level++) {
      BigFraction input = a.centre().add(a.half().multiply(level));
      boolean exists = a.bits() != 1 || level != 0;
      for (Steps each : all) {
        if (exists && !each.of(input).equals(centre.add(half.multiply(level)))) {
          throw new Refusal("quantizes twice and merges levels; quantize once, before the pool");
        }
      }
    }
    if (half.signum() == 0) {
      throw new Refusal("quantizes twice and leaves only one level");
    }
    return new Activation(a.positions(), a.layer(), a.bits(), centre, half);
  }

  Value thresholds(Node node, List<Value> inputs) {
    Signal signal = Operands.signal(inputs.get(0));
    Constant bounds = Operands.known(inputs, 1, "the thresholds");
    if (bounds.rank() != 2 || bounds.values().length == 0) {
      throw new Refusal(
          "thresholds of shape %s; expected [channels, steps]"
              .formatted(Constant.text(bounds.shape())));
    }
    BigFraction scale = Exact.of(node.real("out_scale", 1));
    BigFraction lowest = Exact.of(node.real("out_bias", 0));
    List<Steps> rows = new ArrayList<>();
    int count = bounds.shape()[1];
    for (int row = 0; row < bounds.shape()[0]; row++) {
      List<Steps.Bound> steps = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        steps.add(new Steps.Bound(bound(bounds.values()[row * count + k]), true));
      }
      rows.add(new Steps(steps, lowest, scale));
    }
    if (rows.size() == 1) {
      return quantized(signal, rows.get(0));
    }
    int rank = signal.positions().shape().length;
    boolean last = rank == 3 || (rank == 4 && node.word("data_layout", "NCHW").equals("NHWC"));
    int[] entry = signal.positions().perChannelAlong(last ? rank - 1 : 1, rows.size());
    return quantized(signal, Arrays.stream(entry).mapToObj(rows::get).toList());
  }

  /** An infinite threshold is one that no value reaches. */
  private static BigFraction bound(double value) {
    return Exact.of(Double.isInfinite(value) ? Math.copySign(Float.MAX_VALUE, value) : value);
  }
}
