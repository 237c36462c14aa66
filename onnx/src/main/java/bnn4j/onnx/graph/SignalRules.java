package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.exact.Line;
import bnn4j.onnx.exact.Steps;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import bnn4j.onnx.graph.Value.Activation;
import bnn4j.onnx.graph.Value.Decision;
import bnn4j.onnx.graph.Value.Known;
import bnn4j.onnx.graph.Value.Patches;
import bnn4j.onnx.graph.Value.Pixels;
import bnn4j.onnx.graph.Value.Signal;
import bnn4j.onnx.graph.Value.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/** What each operator makes of the values that depend on the picture. */
final class SignalRules {
  /** Why operators that networks often have cannot be run, and what to do instead. */
  private static final Map<String, String> ADVICE =
      Map.of(
          "AveragePool", "overlays pool the largest value only; use MaxPool of 2x2",
          "GlobalAveragePool", "overlays pool the largest value only; use MaxPool of 2x2",
          "QuantAvgPool2d", "overlays pool the largest value only; use MaxPool of 2x2",
          "Sign", "gives 0 for 0 and so three levels; use BipolarQuant, for which 0 is +1",
          "Relu", "overlays have levels from -1 to +1; use BipolarQuant or Quant of 2 bits",
          "Pad", "overlays do not pad; use pictures and kernels that need none",
          "Softmax", "the class with the largest score is the same without it; leave it out");

  private final Chain chain;
  private String pixels = "";

  SignalRules(Chain chain) {
    this.chain = chain;
  }

  /** How the graph wants pixels; empty before the first product. */
  String pixels() {
    return pixels;
  }

  /**
   * The node's output.
   *
   * @param inputs null where one is left out; at least one of them is a signal or a decision
   */
  Value follow(Node node, List<Value> inputs) {
    if (inputs.stream().anyMatch(Decision.class::isInstance)) {
      return afterDecision(node, inputs);
    }
    return switch (node.operator()) {
      case "Identity", "Dropout" -> signal(inputs.get(0));
      case "Cast" -> cast(node, signal(inputs.get(0)));
      case "Shape" -> new Known(ConstantFolding.shape(signal(inputs.get(0)).positions().shape()));
      case "Transpose", "Reshape", "Flatten", "Squeeze", "Unsqueeze" -> moved(node, inputs);
      case "Add", "Sub", "Mul", "Div" -> arithmetic(node, inputs);
      case "Neg" -> scaled(node, signal(inputs.get(0)), Constant.of(-1, Constant.Kind.FLOAT));
      case "BatchNormalization" -> norm(node, inputs);
      case "Quant", "IntQuant" -> quant(node, inputs);
      case "BipolarQuant" -> bipolar(inputs);
      case "MultiThreshold" -> thresholds(node, inputs);
      case "MatMul" -> product(node, inputs, false);
      case "XnorPopcountMatMul" -> product(node, inputs, true);
      case "Gemm" -> gemm(node, inputs);
      case "Conv" -> convolution(node, inputs);
      case "Im2Col" -> patches(node, signal(inputs.get(0)));
      case "MaxPool", "MaxPoolNHWC" -> pool(node, signal(inputs.get(0)));
      case "TopK", "ArgMax" -> choice(node, inputs);
      default ->
          throw new Refusal(
              ADVICE.getOrDefault(
                  node.operator(),
                  "overlays have no such operator; they have products, thresholds and 2x2 pools"));
    };
  }

  private static Signal signal(Value value) {
    if (value instanceof Signal signal) {
      return signal;
    }
    throw new Refusal("its first input is a constant, expected the picture's way");
  }

  /** A parameter, which must not depend on the picture. */
  private static Constant known(List<Value> inputs, int index, String what) {
    if (index < inputs.size() && inputs.get(index) instanceof Known known) {
      return known.constant();
    }
    throw new Refusal(what + " is missing or not a constant");
  }

  /** Weights, which no quantizer may have given a range that overlays lack. */
  private static Constant weights(List<Value> inputs) {
    Constant weights = known(inputs, 1, "the weights");
    ((Known) inputs.get(1)).madeBy().ifPresent(QuantNode::checkWeights);
    return weights;
  }

  private static Value cast(Node node, Signal signal) {
    long to = node.number("to", 1);
    // Bytes and floats keep what overlays compute; a cast to whole numbers might cut.
    if (signal instanceof Sum && to != 1 && to != 11) {
      throw new Refusal("casts values before they are quantized; leave them float");
    }
    return signal;
  }

  private static Value moved(Node node, List<Value> inputs) {
    Signal signal = signal(inputs.get(0));
    Positions positions = signal.positions();
    int[] shape = positions.shape();
    List<Constant> constants = new ArrayList<>();
    inputs.forEach(v -> constants.add(v instanceof Known known ? known.constant() : null));
    return signal.at(
        switch (node.operator()) {
          case "Transpose" -> positions.transposed(node);
          case "Reshape" ->
              positions.in(Shapes.reshape(shape, known(inputs, 1, "the shape").ints()));
          case "Flatten" -> positions.in(Shapes.flatten(shape, (int) node.number("axis", 1)));
          case "Squeeze" ->
              positions.in(Shapes.squeeze(shape, ConstantFolding.axes(node, constants)));
          default -> positions.in(Shapes.unsqueeze(shape, ConstantFolding.axes(node, constants)));
        });
  }

  private Value arithmetic(Node node, List<Value> inputs) {
    if (inputs.size() != 2) {
      throw new Refusal("expected 2 inputs, found " + inputs.size());
    }
    boolean turned = inputs.get(0) instanceof Known;
    if (!turned && !(inputs.get(1) instanceof Known)) {
      throw new Refusal(
          "combines two values of the network; overlays run one layer after the other, without"
              + " branches");
    }
    Signal signal = (Signal) inputs.get(turned ? 1 : 0);
    Constant constant = known(inputs, turned ? 0 : 1, "an input");
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
          throw new Refusal("divides by a value of the network; overlays cannot");
        }
        yield divided(node, signal, constant);
      }
    };
  }

  private Value shifted(Node node, Signal signal, Constant constant, int sign) {
    double[] perChannel = signal.positions().perChannel(constant);
    BigFraction[] by = new BigFraction[perChannel.length];
    Arrays.setAll(by, c -> Exact.of(sign * perChannel[c]));
    if (signal instanceof Pixels p) {
      return pixels(p, c -> v -> v.add(by[c]));
    }
    if (signal instanceof Sum sum) {
      return changed(node, sum, (line, c) -> line.plus(by[c]), by);
    }
    Activation a = activation(signal);
    return new Activation(a.positions(), a.layer(), a.bits(), a.centre().add(same(by)), a.half());
  }

  private Value scaled(Node node, Signal signal, Constant constant) {
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
      return pixels(p, c -> v -> v.multiply(by[c]));
    }
    if (signal instanceof Sum sum) {
      return turned(changed(node, sum, (line, c) -> line.times(by[c]), by), by);
    }
    Activation a = activation(signal);
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
          "scales activations by channel; overlays have one scale for all activations of a layer");
    }
    return new Decision(bits, true, false);
  }

  private static Pixels pixels(
      Pixels pixels,
      java.util.function.IntFunction<java.util.function.UnaryOperator<BigFraction>> step) {
    List<PixelReading> readings = new ArrayList<>();
    for (PixelReading reading : pixels.readings()) {
      PixelReading next = reading.spread(pixels.positions().channels());
      for (int c = 0; c < pixels.positions().channels(); c++) {
        next = next.map(c, step.apply(c));
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

  private Value norm(Node node, List<Value> inputs) {
    if (node.number("training_mode", 0) != 0) {
      throw new Refusal("is in training mode; export the model for evaluation");
    }
    Signal signal = signal(inputs.get(0));
    if (!(signal instanceof Sum sum)) {
      throw new Refusal("normalizes what is already quantized; overlays normalize sums only");
    }
    Constant scale = known(inputs, 1, "the scale");
    int[] entry = signal.positions().perChannelAlong(1, scale.values().length);
    BigFraction[] scales = fractions(scale, entry);
    BigFraction[] shifts = fractions(known(inputs, 2, "the shift"), entry);
    BigFraction[] means = fractions(known(inputs, 3, "the mean"), entry);
    BigFraction epsilon = Exact.of(node.real("epsilon", 1e-5f));
    BigFraction[] variances = fractions(known(inputs, 4, "the variance"), entry);
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

  private Value quant(Node node, List<Value> inputs) {
    List<Constant> constants = new ArrayList<>();
    inputs.forEach(v -> constants.add(v instanceof Known known ? known.constant() : null));
    QuantNode settings = QuantNode.of(node, constants);
    return quantized(signal(inputs.get(0)), settings.steps());
  }

  private Value bipolar(List<Value> inputs) {
    Constant scale = known(inputs, 1, "the scale");
    QuantNode.checkScale(scale);
    return quantized(signal(inputs.get(0)), Steps.bipolar(Exact.same(scale, "the scale")));
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
    return requantized(activation(signal), steps.get(0), steps);
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
          throw new Refusal(
              "quantizes a second time and merges levels; quantize once, before the pool");
        }
      }
    }
    if (half.signum() == 0) {
      throw new Refusal("quantizes a second time and leaves one level only");
    }
    return new Activation(a.positions(), a.layer(), a.bits(), centre, half);
  }

  private Value thresholds(Node node, List<Value> inputs) {
    Signal signal = signal(inputs.get(0));
    Constant bounds = known(inputs, 1, "the thresholds");
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

  private Value product(Node node, List<Value> inputs, boolean popcount) {
    if (inputs.size() != 2 || !(inputs.get(1) instanceof Known)) {
      throw new Refusal("expected the picture's way first, and weights that are constant");
    }
    Constant weights = weights(inputs);
    if (weights.rank() != 2) {
      throw new Refusal(
          "weights of shape %s, expected 2 axes".formatted(Constant.text(weights.shape())));
    }
    return dense(node, signal(inputs.get(0)), weights, false, popcount);
  }

  private Value gemm(Node node, List<Value> inputs) {
    if (node.number("transA", 0) != 0) {
      throw new Refusal("turns its input round (transA); only weights may be (transB)");
    }
    Constant weights = weights(inputs);
    if (weights.rank() != 2) {
      throw new Refusal(
          "weights of shape %s, expected 2 axes".formatted(Constant.text(weights.shape())));
    }
    Value product =
        dense(node, signal(inputs.get(0)), weights, node.number("transB", 0) != 0, false);
    Signal scaled =
        (Signal)
            scaled(node, (Signal) product, Constant.of(node.real("alpha", 1), Constant.Kind.FLOAT));
    if (inputs.size() < 3 || inputs.get(2) == null) {
      return scaled;
    }
    Constant bias = known(inputs, 2, "the bias");
    float beta = node.real("beta", 1);
    double[] values = Arrays.stream(bias.values()).map(v -> v * beta).toArray();
    return shifted(node, scaled, new Constant(bias.shape(), values, bias.kind()), 1);
  }

  private Value dense(
      Node node, Signal signal, Constant matrix, boolean byNeuron, boolean popcount) {
    int synapses = matrix.shape()[byNeuron ? 1 : 0];
    int neurons = matrix.shape()[byNeuron ? 0 : 1];
    if (neurons < 1 || synapses < 1) {
      throw new Refusal("weights of shape " + Constant.text(matrix.shape()));
    }
    if (signal instanceof Patches patches) {
      Activation of = patches.of();
      int[] shape = patches.positions().shape();
      if (shape[3] != synapses) {
        throw new Refusal("%d synapses for squares of %d values".formatted(synapses, shape[3]));
      }
      GraphLayer.Shape layer =
          new GraphLayer.Shape(
              patches.kernel(), of.positions().channels(), of.positions().dimension(), neurons);
      return sum(
          node,
          of,
          layer,
          whole(matrix, neurons, synapses, byNeuron, null, popcount),
          Positions.channelsLast(neurons, shape[1]),
          popcount);
    }
    Activation input = activation(signal);
    Positions from = input.positions();
    if (!from.isList()) {
      throw new Refusal(
          "multiplies along the last axis of %s; flatten it first"
              .formatted(Constant.text(from.shape())));
    }
    if (from.places().length != synapses) {
      throw new Refusal("%d synapses for %d values".formatted(synapses, from.places().length));
    }
    int[] shape = from.shape().clone();
    shape[shape.length - 1] = neurons;
    return sum(
        node,
        input,
        new GraphLayer.Shape(0, synapses, 1, neurons),
        whole(matrix, neurons, synapses, byNeuron, from.places(), popcount),
        Positions.list(neurons).in(shape),
        popcount);
  }

  /**
   * The weights in the accelerator's order.
   *
   * @param places for each synapse of the matrix its place in the map; null if it is its own
   */
  private static WholeWeights whole(
      Constant matrix,
      int neurons,
      int synapses,
      boolean byNeuron,
      int[] places,
      boolean popcount) {
    int[] from = new int[synapses];
    for (int i = 0; i < synapses; i++) {
      from[places == null ? i : places[i]] = i;
    }
    Constant values = popcount ? bipolar(matrix) : matrix;
    return WholeWeights.of(
        values,
        neurons,
        synapses,
        (neuron, synapse) ->
            byNeuron ? neuron * synapses + from[synapse] : from[synapse] * neurons + neuron);
  }

  private static Constant bipolar(Constant bits) {
    double[] values = new double[bits.values().length];
    for (int i = 0; i < values.length; i++) {
      double bit = bits.values()[i];
      if (bit != 0 && bit != 1) {
        throw new Refusal("a weight of %s; it counts equal bits, 0 and 1".formatted(bit));
      }
      values[i] = 2 * bit - 1;
    }
    return new Constant(bits.shape(), values, bits.kind());
  }

  private Value convolution(Node node, List<Value> inputs) {
    Activation input = activation(signal(inputs.get(0)));
    Constant weights = weights(inputs);
    Positions from = input.positions();
    if (!from.isChannelsFirst()) {
      throw new Refusal(
          "convolves %s, which is no map [1, channels, rows, columns]"
              .formatted(Constant.text(from.shape())));
    }
    int[] shape = weights.shape();
    if (shape.length != 4 || shape[2] != shape[3]) {
      throw new Refusal(
          "weights of shape %s; overlays have square kernels".formatted(Constant.text(shape)));
    }
    checkPlain(node, new int[] {shape[2], shape[2]});
    if (node.number("group", 1) != 1 || shape[1] != from.channels()) {
      throw new Refusal(
          "%d groups of %d channels for %d channels; overlays connect all channels with all"
              .formatted(node.number("group", 1), shape[1], from.channels()));
    }
    int kernel = shape[2];
    int out = from.dimension() - kernel + 1;
    if (out < 1 || shape[0] < 1) {
      throw new Refusal(
          "a kernel of %d for a map of %dx%d"
              .formatted(kernel, from.dimension(), from.dimension()));
    }
    int channels = from.channels();
    WholeWeights whole =
        WholeWeights.of(
            weights,
            shape[0],
            kernel * kernel * channels,
            (neuron, synapse) ->
                (neuron * channels + synapse % channels) * kernel * kernel + synapse / channels);
    Sum sum =
        sum(
            node,
            input,
            new GraphLayer.Shape(kernel, channels, from.dimension(), shape[0]),
            whole,
            Positions.channelsFirst(shape[0], out),
            false);
    if (inputs.size() < 3 || inputs.get(2) == null) {
      return sum;
    }
    Constant bias = known(inputs, 2, "the bias");
    return shifted(node, sum, bias.in(bias.values().length, 1, 1), 1);
  }

  private static void checkPlain(Node node, int[] kernel) {
    if (!Arrays.equals(node.numbers("kernel_shape", kernel), kernel)) {
      throw new Refusal(
          "a kernel of %s with weights of %s"
              .formatted(
                  Constant.text(node.numbers("kernel_shape", kernel)), Constant.text(kernel)));
    }
    checkAll(node, "pads", 0, "overlays do not pad; use kernels that need none, without pads");
    checkAll(node, "pad_amount", 0, "overlays do not pad; use kernels that need none");
    checkAll(node, "strides", 1, "overlays move kernels by 1; use stride 1 and a pool");
    checkAll(node, "stride", 1, "overlays move kernels by 1; use stride 1 and a pool");
    checkAll(node, "dilations", 1, "overlays have kernels without gaps; use dilation 1");
    String auto = node.word("auto_pad", "NOTSET");
    if (!auto.equals("NOTSET") && !auto.equals("VALID")) {
      throw new Refusal("auto_pad %s; overlays do not pad, use VALID".formatted(auto));
    }
  }

  private static void checkAll(Node node, String name, int expected, String why) {
    for (int found : node.numbers(name)) {
      if (found != expected) {
        throw new Refusal("%s %s; %s".formatted(name, Constant.text(node.numbers(name)), why));
      }
    }
  }

  private Value patches(Node node, Signal signal) {
    Activation input = activation(signal);
    if (!input.positions().isChannelsLast()) {
      throw new Refusal(
          "takes squares of %s, which is no map [1, rows, columns, channels]"
              .formatted(Constant.text(input.positions().shape())));
    }
    int[] kernel = node.numbers("kernel_size");
    if (kernel.length == 0) {
      kernel = new int[] {(int) node.number("kernel_size", 0)};
    }
    if (kernel.length > 2 || kernel[0] < 1 || kernel[kernel.length - 1] != kernel[0]) {
      throw new Refusal(
          "a kernel of %s; overlays have square ones".formatted(Constant.text(kernel)));
    }
    checkPlain(node, new int[] {kernel[0], kernel[0]});
    if (node.number("stride", 1) > 1) {
      throw new Refusal(
          "stride %d; overlays move kernels by 1".formatted(node.number("stride", 1)));
    }
    if (node.number("depthwise", 0) != 0) {
      throw new Refusal("is depthwise; overlays connect all channels with all");
    }
    int out = input.positions().dimension() - kernel[0] + 1;
    long values = (long) kernel[0] * kernel[0] * input.positions().channels();
    if (out < 1 || values > Integer.MAX_VALUE) {
      throw new Refusal("a kernel of %d for a smaller map".formatted(kernel[0]));
    }
    Positions positions = new Positions(0, out, new int[] {1, out, out, (int) values}, new int[0]);
    return new Patches(positions, input, kernel[0]);
  }

  private Sum sum(
      Node node,
      Activation input,
      GraphLayer.Shape shape,
      WholeWeights weights,
      Positions positions,
      boolean popcount) {
    int layer = chain.add(node, input, shape, weights.weights());
    List<Line> lines = new ArrayList<>();
    BigFraction centre = input.centre();
    BigFraction half = input.half();
    if (popcount) {
      BigFraction one = centre.add(half);
      BigFraction other = centre.subtract(half);
      boolean bits =
          input.bits() == 1
              && one.multiply(other).signum() == 0
              && one.add(other).equals(BigFraction.ONE);
      if (!bits) {
        throw new Refusal("counts equal bits, but its input is not 0 and 1");
      }
      centre = BigFraction.ZERO;
      half = half.multiply(2);
    }
    boolean even = weights.even();
    for (int neuron = 0; neuron < shape.neurons(); neuron++) {
      BigFraction scale = weights.scales()[neuron];
      BigFraction level = scale.multiply(centre).multiply(weights.sum(neuron));
      Line line = Line.of(level, scale.multiply(half));
      even &= centre.signum() == 0 || weights.sum(neuron) == weights.sum(0);
      lines.add(
          popcount
              ? line.plus(BigFraction.of(shape.synapses())).times(BigFraction.of(1, 2))
              : line);
    }
    return new Sum(
        positions, layer, lines, false, new boolean[shape.neurons()], even ? null : node);
  }

  private Value pool(Node node, Signal signal) {
    boolean last = node.operator().equals("MaxPoolNHWC");
    Positions from = signal.positions();
    if (last ? !from.isChannelsLast() : !from.isChannelsFirst()) {
      throw new Refusal("pools %s, which is no map".formatted(Constant.text(from.shape())));
    }
    int[] two = {2, 2};
    int[] kernel = node.numbers("kernel_shape");
    int[] stride = node.numbers("strides", last ? two : new int[] {1, 1});
    if (!Arrays.equals(kernel, two) || !Arrays.equals(stride, two)) {
      throw new Refusal(
          "pools squares of %s at steps of %s; overlays pool 2x2 side by side"
              .formatted(Constant.text(kernel), Constant.text(stride)));
    }
    checkAll(node, "pads", 0, "overlays do not pad");
    checkAll(node, "dilations", 1, "overlays have kernels without gaps; use dilation 1");
    if (from.dimension() % 2 != 0) {
      throw new Refusal(
          "pools a map of %dx%d, which 2x2 does not divide; overlays need an even one"
              .formatted(from.dimension(), from.dimension()));
    }
    int half = from.dimension() / 2;
    Positions to =
        last
            ? Positions.channelsLast(from.channels(), half)
            : Positions.channelsFirst(from.channels(), half);
    if (signal instanceof Sum sum) {
      if (sum.pooled()) {
        throw new Refusal("a second pool in a row; overlays have one after a convolution");
      }
      boolean[] falling = new boolean[sum.lines().size()];
      return new Sum(to, sum.layer(), sum.lines(), true, falling, sum.uneven());
    }
    Activation activation = activation(signal);
    chain.pool(activation);
    return activation.at(to);
  }

  private static Value choice(Node node, List<Value> inputs) {
    Signal last = signal(inputs.get(0));
    int rank = last.positions().shape().length;
    int axis =
        Shapes.axis((int) node.number("axis", node.operator().equals("TopK") ? -1 : 0), rank);
    boolean one = node.operator().equals("ArgMax") || known(inputs, 1, "the number").single() == 1;
    if (!one || node.number("largest", 1) != 1 || axis != rank - 1) {
      throw new Refusal("chooses otherwise than the one largest value; use TopK of 1");
    }
    if (node.number("select_last_index", 0) != 0) {
      throw new Refusal("chooses the last of equal scores; hosts choose the first");
    }
    if (last instanceof Activation) {
      throw new Refusal(
          "chooses among bits, of which many are equal; leave the scores as they are");
    }
    return new Decision(last, false, true);
  }

  /** Of the decision only its form may still change. */
  private static Value afterDecision(Node node, List<Value> inputs) {
    Decision decision =
        (Decision) inputs.stream().filter(Decision.class::isInstance).findFirst().orElseThrow();
    boolean known = inputs.stream().allMatch(v -> v == decision || v instanceof Known || v == null);
    boolean form =
        switch (node.operator()) {
          case "TopK", "ArgMax" -> decision.rising() && !decision.chosen();
          case "Mod" -> decision.chosen();
          case "Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten" -> true;
          default -> false;
        };
    if (!known || !form) {
      throw new Refusal("follows the choice of a class, after which a host does nothing more");
    }
    boolean chosen =
        decision.chosen() || node.operator().equals("TopK") || node.operator().equals("ArgMax");
    return new Decision(decision.last(), decision.rising(), chosen);
  }

  /** The values that go into a product, of which the picture's must be the host's. */
  private Activation activation(Signal signal) {
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
          ("the picture comes in as %d levels, 2 bits; overlays take 1 bit or 8 bits. Train with"
                  + " a bipolar input, or an 8-bit one")
              .formatted(likely.levels()));
    }
    throw new Refusal(
        ("the picture comes in otherwise than hosts pack it: with pixels from %s, %s. Expected is"
                + " pixel/255*2-1, then BipolarQuant, or Quant of 8 bits and scale 1/128")
            .formatted(likely.name(), likely.complaint()));
  }

  private static boolean isSame(BigFraction[] values) {
    return Arrays.stream(values).allMatch(values[0]::equals);
  }

  private static BigFraction same(BigFraction[] values) {
    if (!isSame(values)) {
      throw new Refusal(
          "differs from channel to channel; overlays have one scale for all activations of a"
              + " layer");
    }
    return values[0];
  }
}
