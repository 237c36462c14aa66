package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.exact.Line;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import bnn4j.onnx.graph.Value.Activation;
import bnn4j.onnx.graph.Value.Decision;
import bnn4j.onnx.graph.Value.Known;
import bnn4j.onnx.graph.Value.Pixels;
import bnn4j.onnx.graph.Value.Signal;
import bnn4j.onnx.graph.Value.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.commons.numbers.fraction.BigFraction;

/** Sums, scales and batch norms on the picture's way. */
final class Arithmetic {
  private final Chain chain;
  private final HostPicture picture;

  Arithmetic(Chain chain, HostPicture picture) {
    this.chain = chain;
    this.picture = picture;
  }

  /** Add, Sub, Mul or Div with a constant. */
  Value both(Node node, List<Value> inputs) {
    if (inputs.size() != 2) {
      throw new Refusal("expected 2 inputs, found " + inputs.size());
    }
    boolean turned = inputs.get(0) instanceof Known;
    if (!turned && !(inputs.get(1) instanceof Known)) {
      throw new Refusal("combines two values of the network; overlays do not support branches");
    }
    Signal signal = (Signal) inputs.get(turned ? 1 : 0);
    Constant constant = Operands.known(inputs, turned ? 0 : 1, "an input");
    return switch (node.operator()) {
      case "Add" -> shifted(node, signal, constant, 1);
      case "Sub" ->
          turned
              ? shifted(
                  node,
                  (Signal) scaled(node, signal, Constant.of(-1, Constant.Kind.FLOAT)),
                  constant,
                  1)
              : shifted(node, signal, constant, -1);
      case "Mul" -> scaled(node, signal, constant);
      default -> {
        if (turned) {
          throw new Refusal("divides by a value of the network, which overlays do not support");
        }
        yield divided(node, signal, constant);
      }
    };
  }

  /** Plus or minus a constant. */
  Value shifted(Node node, Signal signal, Constant constant, int sign) {
    double[] perChannel = signal.positions().perChannel(constant);
    BigFraction[] by = new BigFraction[perChannel.length];
    Arrays.setAll(by, c -> Exact.of(sign * perChannel[c]));
    if (signal instanceof Pixels p) {
      return pixels(p, by, BigFraction::add);
    }
    if (signal instanceof Sum sum) {
      return changed(node, sum, (line, c) -> line.plus(by[c]), by);
    }
    Activation a = picture.activation(signal);
    return new Activation(a.positions(), a.layer(), a.bits(), a.centre().add(same(by)), a.half());
  }

  /** Times a constant. */
  Value scaled(Node node, Signal signal, Constant constant) {
    double[] perChannel = signal.positions().perChannel(constant);
    BigFraction[] by = new BigFraction[perChannel.length];
    Arrays.setAll(by, c -> Exact.of(perChannel[c]));
    return multiplied(node, signal, by);
  }

  private Value divided(Node node, Signal signal, Constant constant) {
    double[] perChannel = signal.positions().perChannel(constant);
    BigFraction[] by = new BigFraction[perChannel.length];
    for (int c = 0; c < by.length; c++) {
      BigFraction divisor = Exact.of(perChannel[c]);
      if (divisor.signum() == 0) {
        throw new Refusal("divides by 0 in channel %d".formatted(c));
      }
      by[c] = divisor.reciprocal();
    }
    return multiplied(node, signal, by);
  }

  private Value multiplied(Node node, Signal signal, BigFraction[] by) {
    if (signal instanceof Pixels p) {
      return pixels(p, by, BigFraction::multiply);
    }
    if (signal instanceof Sum sum) {
      return turned(changed(node, sum, (line, c) -> line.times(by[c]), by), by);
    }
    Activation a = picture.activation(signal);
    if (!isSame(by) && a.layer() == chain.size() - 1) {
      return weighted(a, by);
    }
    BigFraction factor = same(by);
    if (factor.signum() == 0) {
      throw new Refusal("multiplies activations by 0");
    }
    return new Activation(
        a.positions(), a.layer(), a.bits(), a.centre().multiply(factor), a.half().multiply(factor));
  }

  /** Bits times rising numbers: of the results that are 1, the last is the largest. */
  private static Value weighted(Activation bits, BigFraction[] by) {
    boolean zeroAndOne =
        bits.bits() == 1 && bits.centre().equals(bits.half()) && bits.half().signum() > 0;
    boolean rising = by[0].signum() > 0;
    for (int i = 1; i < by.length; i++) {
      rising &= by[i].compareTo(by[i - 1]) > 0;
    }
    if (!zeroAndOne || !rising) {
      throw new Refusal(
          "scales activations by channel; overlays support one scale for all activations of a"
              + " layer");
    }
    return new Decision(bits, true, false);
  }

  private static Pixels pixels(
      Pixels pixels, BigFraction[] by, BinaryOperator<BigFraction> operator) {
    int channels = pixels.positions().channels();
    List<PixelReading> readings = new ArrayList<>();
    for (PixelReading reading : pixels.readings()) {
      PixelReading next = isSame(by) ? reading : reading.spread(channels);
      for (int c = 0; c < next.tables().length; c++) {
        BigFraction operand = by[c];
        next = next.map(c, v -> operator.apply(v, operand));
      }
      readings.add(next);
    }
    return new Pixels(pixels.positions(), readings);
  }

  private interface LineStep {
    Line apply(Line line, int channel);
  }

  private static Sum changed(Node node, Sum sum, LineStep step, BigFraction[] by) {
    List<Line> lines = new ArrayList<>();
    for (int c = 0; c < sum.lines().size(); c++) {
      lines.add(step.apply(sum.lines().get(c), c));
    }
    Node uneven = sum.uneven() == null && !isSame(by) ? node : sum.uneven();
    return new Sum(sum.positions(), sum.layer(), lines, sum.pooled(), sum.falling(), uneven);
  }

  /** Remembers where a pooled sum changed its direction. */
  private static Sum turned(Sum sum, BigFraction[] by) {
    boolean[] falling = sum.falling().clone();
    for (int c = 0; c < falling.length; c++) {
      falling[c] ^= by[c].signum() < 0;
    }
    return new Sum(sum.positions(), sum.layer(), sum.lines(), sum.pooled(), falling, sum.uneven());
  }

  /** BatchNormalization with what was learned. */
  Value norm(Node node, List<Value> inputs) {
    if (node.number("training_mode", 0) != 0) {
      throw new Refusal("is in training mode; export the model for evaluation");
    }
    Signal signal = Operands.signal(inputs.get(0));
    if (!(signal instanceof Sum sum)) {
      throw new Refusal("normalizes quantized values; overlays normalize sums only");
    }
    Constant scale = Operands.known(inputs, 1, "the scale");
    int[] entry = signal.positions().perChannelAlong(1, scale.values().length);
    BigFraction[] scales = fractions(scale, entry);
    BigFraction[] shifts = fractions(Operands.known(inputs, 2, "the shift"), entry);
    BigFraction[] means = fractions(Operands.known(inputs, 3, "the mean"), entry);
    BigFraction epsilon = Exact.of(node.real("epsilon", 1e-5f));
    BigFraction[] variances = fractions(Operands.known(inputs, 4, "the variance"), entry);
    Sum normed =
        changed(
            node,
            sum,
            (line, c) -> {
              try {
                return line.norm(scales[c], means[c], variances[c].add(epsilon), shifts[c]);
              } catch (Refusal e) {
                throw new Refusal("channel %d: %s".formatted(c, e.getMessage()), e);
              }
            },
            scales);
    boolean even = isSame(scales) && isSame(shifts) && isSame(means) && isSame(variances);
    Sum named =
        even || normed.uneven() != null
            ? normed
            : new Sum(
                normed.positions(),
                normed.layer(),
                normed.lines(),
                normed.pooled(),
                normed.falling(),
                node);
    return turned(named, scales);
  }

  private static BigFraction[] fractions(Constant constant, int[] entry) {
    BigFraction[] fractions = new BigFraction[entry.length];
    for (int c = 0; c < entry.length; c++) {
      if (entry[c] >= constant.values().length) {
        throw new Refusal(
            "has %d values for %d channels".formatted(constant.values().length, entry.length));
      }
      fractions[c] = Exact.of(constant.values()[entry[c]]);
    }
    return fractions;
  }

  private static boolean isSame(BigFraction[] values) {
    return Arrays.stream(values).allMatch(values[0]::equals);
  }

  private static BigFraction same(BigFraction[] values) {
    if (!isSame(values)) {
      throw new Refusal(
          "differs from channel to channel; overlays support one scale for all activations of"
              + " a layer");
    }
    return values[0];
  }
}
