package bnn4j.onnx.export;

import static bnn4j.onnx.export.GraphWriter.number;
import static bnn4j.onnx.export.GraphWriter.numbers;
import static bnn4j.onnx.export.GraphWriter.real;
import static bnn4j.onnx.export.GraphWriter.word;

import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.Shape;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.onnx.graph.GraphReader;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.util.List;
import java.util.Optional;

/**
 * A trained network as a QONNX graph: latent weights behind Quant and BipolarQuant, batch norms as
 * they are, scores out. It is read back and must decide as training does.
 */
public final class QonnxExport {
  /** How a batch norm is written, of which the first that decides as training does is taken. */
  private enum Norm {
    /** Scale, shift and mean as trained; the variance from the inverse standard deviation. */
    TRAINED,
    /** The inverse standard deviation multiplied into the scale; a variance of 1. */
    UNIT_VARIANCE
  }

  private static final String PIXELS = "pixels";
  private static final String SCORES = "scores";

  private final TrainedNetwork network;
  private final Norm norm;
  private final GraphWriter graph;
  private boolean quantWritten;

  private QonnxExport(TrainedNetwork network, String name, Norm norm) {
    this.network = network;
    this.norm = norm;
    this.graph = new GraphWriter(name, 1);
  }

  /**
   * The graph of a network.
   *
   * @param overlay that the network fits; the graph has its name
   * @param classNames one per output
   * @throws Refusal naming layer and neuron if the graph would decide otherwise than training
   */
  public static ModelProto of(TrainedNetwork network, Overlay overlay, List<String> classNames) {
    checkNorms(network);
    ParameterSet exact =
        Finnthesizer.synthesize(network, overlay, FoldingRule.EXACT, classNames).parameters();
    Optional<Refusal> first = Optional.empty();
    for (Norm norm : Norm.values()) {
      ModelProto model = new QonnxExport(network, overlay.name(), norm).model(classNames);
      Optional<Refusal> complaint = SameDecisions.complaint(GraphReader.read(model), exact);
      if (complaint.isEmpty()) {
        return model;
      }
      first = first.or(() -> complaint);
    }
    throw first.orElseThrow();
  }

  /** What no reader of such graphs copes with, or what an accelerator cannot do. */
  private static void checkNorms(TrainedNetwork network) {
    for (int i = 0; i < network.layers().size(); i++) {
      TrainedLayer numbers = network.layers().get(i);
      boolean poolsSums = network.poolsBeforeNorm() && network.network().layers().get(i).isPooled();
      for (int neuron = 0; neuron < numbers.neurons(); neuron++) {
        double scale = numbers.scale(neuron);
        if (scale == 0) {
          throw new Refusal(
              ("layer %d, neuron %d: a batch norm scale of 0, with which FINN's streamlining does"
                      + " not terminate; export the parameter set with --format finn")
                  .formatted(i, neuron));
        }
        if (poolsSums && scale < 0) {
          throw new Refusal(
              ("layer %d, neuron %d: pooled before a batch norm of negative scale, which neither"
                      + " FINN nor an overlay does; export the parameter set with --format finn")
                  .formatted(i, neuron));
        }
      }
    }
  }

  private ModelProto model(List<String> classNames) {
    List<Layer> layers = network.network().layers();
    InputFormat format = network.network().input();
    Shape map = format.shape();
    boolean flat = layers.get(0).isDense();
    String values = input(format, flat);
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).isDense() && !flat) {
        values = graph.flattened(values, map);
        flat = true;
      }
      values = layer(i, values, map);
      map = layers.get(i).shape();
    }
    graph.define(QonnxFunctions.quant());
    graph.define(QonnxFunctions.bipolarQuant());
    return graph.model(classNames, 1);
  }

  private String input(InputFormat format, boolean flat) {
    Shape shape = format.shape();
    graph.input(PIXELS, shape.channels(), shape.dimension(), shape.dimension());
    graph.annotate(PIXELS, "UINT8");
    graph.scalar("white", 255);
    graph.scalar("two", 2);
    graph.scalar("one", 1);
    graph.scalar("zero", 0);
    graph.node("Div", "unit", List.of(PIXELS, "white"));
    String values = flat ? graph.flattened("unit", shape) : "unit";
    graph.node("Mul", "doubled", List.of(values, "two"));
    graph.node("Sub", "centred", List.of("doubled", "one"));
    if (format.isBinary()) {
      graph.custom("BipolarQuant", "input", List.of("centred", "one"));
    } else {
      graph.scalar("input_scale", 1 / 128f);
      graph.scalar("input_bits", format.bits());
      quant("input", "centred", "input_scale", "input_bits", false);
    }
    return "input";
  }

  private String layer(int index, String values, Shape map) {
    Network whole = network.network();
    Layer layer = whole.layers().get(index);
    TrainedLayer numbers = network.layers().get(index);
    boolean last = index == whole.layers().size() - 1;
    String name = "layer" + index;
    String weights = weights(name, layer, numbers, map);
    String sums = product(name, layer, numbers, values, weights);
    boolean poolsSums = network.poolsBeforeNorm() && layer.isPooled();
    if (poolsSums) {
      sums = pooled(name, layer, sums);
    }
    String normed = last ? SCORES : name + "_normed";
    norm(name, numbers, sums, normed);
    if (last) {
      graph.output(SCORES, layer.neurons());
      return SCORES;
    }
    DataType type = layer.activations().orElseThrow();
    if (type.bits() == 1) {
      graph.custom("BipolarQuant", name, List.of(normed, "one"));
    } else {
      graph.scalar(name + "_scale", 1f / type.max());
      graph.scalar(name + "_bits", type.bits());
      quant(name, normed, name + "_scale", name + "_bits", true);
    }
    return layer.isPooled() && !poolsSums ? pooled(name, layer, name) : name;
  }

  private String pooled(String name, Layer layer, String values) {
    String pooled = name + "_pooled";
    int size = layer.pool().size();
    int stride = layer.pool().stride();
    graph.node(
        "MaxPool",
        pooled,
        List.of(values),
        numbers("kernel_shape", size, size),
        numbers("pads", 0, 0, 0, 0),
        numbers("strides", stride, stride));
    return pooled;
  }

  /** Latent weights and the node that quantizes them. */
  private String weights(String name, Layer layer, TrainedLayer numbers, Shape map) {
    String latent = name + "_latent";
    String weights = name + "_weights";
    int neurons = layer.neurons();
    float[] values = new float[numbers.weights().length];
    int synapses = numbers.synapses();
    int area = synapses / map.channels();
    for (int neuron = 0; neuron < neurons; neuron++) {
      for (int i = 0; i < synapses; i++) {
        // Channel, row, column in the graph; row, column, channel in training.
        float value = numbers.weights()[neuron * synapses + i % area * map.channels() + i / area];
        int at = layer.isDense() ? i * neurons + neuron : neuron * synapses + i;
        values[at] = untied(value, layer.weights());
      }
    }
    if (layer.isDense()) {
      graph.floats(latent, values, synapses, neurons);
    } else {
      int kernel = layer.kernel();
      graph.floats(latent, values, neurons, map.channels(), kernel, kernel);
    }
    int bits = layer.weights().bits();
    if (bits == 1 && (quantWritten || hasQuant())) {
      graph.custom("BipolarQuant", weights, List.of(latent, "one"));
    } else {
      // FINN converts a graph only if it sees a Quant; one bit and signed is bipolar.
      graph.scalar(weights + "_scale", 1f / layer.weights().max());
      graph.scalar(weights + "_bits", bits);
      quant(weights, latent, weights + "_scale", weights + "_bits", bits > 1);
    }
    return weights;
  }

  /** Whether the picture or activations are quantized to more than one bit. */
  private boolean hasQuant() {
    return !network.network().input().isBinary()
        || network.network().layers().stream()
            .anyMatch(l -> l.activations().map(type -> type.bits() > 1).orElse(false));
  }

  /** Training rounds halves up, QONNX to even: the next float is on the same side for both. */
  private static float untied(float latent, DataType type) {
    double scaled = (double) latent * type.max();
    boolean half = scaled - Math.floor(scaled) == 0.5;
    boolean roundedDown = half && Math.rint(scaled) < scaled;
    return type.bits() > 1 && roundedDown ? Math.nextUp(latent) : latent;
  }

  private String product(
      String name, Layer layer, TrainedLayer numbers, String values, String weights) {
    boolean biased = false;
    for (float bias : numbers.bias()) {
      biased |= bias != 0;
    }
    String bias = name + "_bias";
    if (biased) {
      graph.floats(bias, numbers.bias(), numbers.bias().length);
    }
    String sums = name + "_sums";
    if (!layer.isDense()) {
      int kernel = layer.kernel();
      graph.node(
          "Conv",
          sums,
          biased ? List.of(values, weights, bias) : List.of(values, weights),
          numbers("dilations", 1, 1),
          number("group", 1),
          numbers("kernel_shape", kernel, kernel),
          numbers("pads", 0, 0, 0, 0),
          numbers("strides", 1, 1));
      return sums;
    }
    graph.node("MatMul", sums, List.of(values, weights));
    if (biased) {
      graph.node("Add", name + "_biased", List.of(sums, bias));
      return name + "_biased";
    }
    return sums;
  }

  private void norm(String name, TrainedLayer numbers, String sums, String output) {
    int neurons = numbers.neurons();
    float[] scale = new float[neurons];
    float[] variance = new float[neurons];
    for (int neuron = 0; neuron < neurons; neuron++) {
      double invStd = numbers.invStd()[neuron];
      boolean trained = norm == Norm.TRAINED;
      scale[neuron] = trained ? numbers.gamma()[neuron] : (float) numbers.scale(neuron);
      variance[neuron] = trained ? (float) (1 / (invStd * invStd)) : 1;
    }
    graph.floats(name + "_scales", scale, neurons);
    graph.floats(name + "_shifts", numbers.beta(), neurons);
    graph.floats(name + "_means", numbers.mean(), neurons);
    graph.floats(name + "_variances", variance, neurons);
    graph.node(
        "BatchNormalization",
        output,
        List.of(sums, name + "_scales", name + "_shifts", name + "_means", name + "_variances"),
        real("epsilon", 0));
  }

  private void quant(String output, String values, String scale, String bits, boolean narrow) {
    quantWritten = true;
    graph.custom(
        "Quant",
        output,
        List.of(values, scale, "zero", bits),
        number("narrow", narrow ? 1 : 0),
        word("rounding_mode", "ROUND"),
        number("signed", 1));
  }
}
