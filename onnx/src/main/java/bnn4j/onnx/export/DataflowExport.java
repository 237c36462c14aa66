package bnn4j.onnx.export;

import static bnn4j.onnx.export.GraphWriter.number;
import static bnn4j.onnx.export.GraphWriter.numbers;
import static bnn4j.onnx.export.GraphWriter.real;
import static bnn4j.onnx.export.GraphWriter.word;

import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.Shape;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.UnpackedLayer;
import java.util.List;

/**
 * A parameter set as the graph of whole numbers that FINN's builder takes: pixels from 0 to 255 in,
 * products and MultiThresholds, the class out. Padding is gone; every runtime computes it.
 */
public final class DataflowExport {
  /** For whom the graph is. */
  public enum Target {
    /** FINN: one picture at a time, and of scores only the class, whose choice becomes hardware. */
    FINN,
    /** Everybody else: any number of pictures at a time, scores as the accelerator gives them. */
    ONNX
  }

  private static final String PIXELS = "pixels";
  private static final String CLASS = "class";
  private static final String SCORES = "scores";

  private final ParameterSet set;
  private final Target target;
  private final GraphWriter graph;

  private DataflowExport(ParameterSet set, Target target) {
    this.set = set;
    this.target = target;
    this.graph = new GraphWriter(set.overlay().name(), target == Target.FINN ? 1 : 0);
  }

  /** The graph of a set. */
  public static ModelProto of(ParameterSet set, Target target) {
    return new DataflowExport(set, target).model();
  }

  private ModelProto model() {
    List<MatrixLayer> layers = set.overlay().layers();
    String values = input(layers.get(0).layer());
    Shape map = set.overlay().network().input().shape();
    boolean flat = layers.get(0).layer().isDense();
    for (MatrixLayer layer : layers) {
      if (layer.layer().isDense() && !flat) {
        values = graph.flattened(values, map);
        flat = true;
      }
      values = layer(new UnpackedLayer(set, layer), values, map);
      map = layer.layer().shape();
    }
    graph.define(QonnxFunctions.multiThreshold());
    return graph.model(set.classNames(), set.levels());
  }

  /** Pixels as the host packs them. */
  private String input(Layer first) {
    InputFormat format = set.overlay().network().input();
    Shape shape = format.shape();
    graph.input(PIXELS, shape.channels(), shape.dimension(), shape.dimension());
    graph.annotate(PIXELS, "UINT8");
    String values = first.isDense() ? graph.flattened(PIXELS, shape) : PIXELS;
    float[] bounds = format.isBinary() ? new float[] {128} : eightBitBounds();
    graph.floats("input_thresholds", bounds, 1, bounds.length);
    graph.annotate("input_thresholds", "UINT8");
    if (format.isBinary()) {
      threshold("input", values, "input_thresholds", "BIPOLAR", 2, -1);
    } else {
      threshold("input", values, "input_thresholds", "INT8", 1, -128);
    }
    between("input", shape, first.isDense());
    return "input";
  }

  /** From -128 on one up at each pixel, at 128 two, as 0 does not occur, and no more at 255. */
  private static float[] eightBitBounds() {
    float[] bounds = new float[255];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = i < 128 ? i + 1 : i;
    }
    return bounds;
  }

  private String layer(UnpackedLayer stored, String values, Shape map) {
    MatrixLayer matrix = stored.layer();
    Layer layer = matrix.layer();
    String name = "layer" + matrix.index();
    String sums = name + "_sums";
    String weights = name + "_weights";
    if (layer.isDense()) {
      graph.floats(weights, denseWeights(stored, map), layer.fanIn(), stored.neurons());
      graph.node("MatMul", sums, List.of(values, weights));
    } else {
      int kernel = layer.kernel();
      graph.floats(weights, kernels(stored, map), stored.neurons(), map.channels(), kernel, kernel);
      graph.node(
          "Conv",
          sums,
          List.of(values, weights),
          numbers("dilations", 1, 1),
          number("group", 1),
          numbers("kernel_shape", kernel, kernel),
          numbers("pads", 0, 0, 0, 0),
          numbers("strides", 1, 1));
    }
    graph.annotate(weights, matrix.weightBits() == 1 ? "BIPOLAR" : "INT2");
    graph.annotate(sums, "INT32");
    boolean last = matrix.index() == set.overlay().layers().size() - 1;
    if (!last) {
      between(sums, layer.unpooled(), layer.isDense());
      return activations(stored, name, sums);
    }
    if (matrix.hasThresholds()) {
      graph.between(sums, stored.neurons());
      bits(stored, name, sums);
    } else {
      scores(stored, sums);
    }
    return CLASS;
  }

  private String activations(UnpackedLayer stored, String name, String sums) {
    Layer layer = stored.layer().layer();
    thresholds(stored, name);
    if (stored.layer().outputBits() == 1) {
      threshold(name, sums, name + "_thresholds", "BIPOLAR", 2, -1);
    } else {
      threshold(name, sums, name + "_thresholds", "INT2", 1, -1);
    }
    between(name, layer.unpooled(), layer.isDense());
    if (!layer.isPooled()) {
      return name;
    }
    String pooled = name + "_pooled";
    int size = layer.pool().size();
    int stride = layer.pool().stride();
    graph.node(
        "MaxPool",
        pooled,
        List.of(name),
        numbers("kernel_shape", size, size),
        numbers("pads", 0, 0, 0, 0),
        numbers("strides", stride, stride));
    between(pooled, layer.shape(), false);
    return pooled;
  }

  private void thresholds(UnpackedLayer stored, String name) {
    int count = stored.layer().thresholdsPerNeuron();
    float[] bounds = new float[stored.neurons() * count];
    for (int neuron = 0; neuron < stored.neurons(); neuron++) {
      int[] firsts = stored.firsts(neuron);
      for (int k = 0; k < count; k++) {
        bounds[neuron * count + k] = firsts[k];
      }
    }
    graph.floats(name + "_thresholds", bounds, stored.neurons(), count);
    graph.annotate(name + "_thresholds", "INT32");
  }

  private void threshold(
      String output, String values, String bounds, String type, float scale, float bias) {
    graph.custom(
        "MultiThreshold",
        output,
        List.of(values, bounds),
        word("data_layout", "NCHW"),
        real("out_bias", bias),
        word("out_dtype", type),
        real("out_scale", scale));
    graph.annotate(output, type);
  }

  /** One bit per output; of those that are 1 the highest is the class, the lowest class of none. */
  private void bits(UnpackedLayer stored, String name, String sums) {
    thresholds(stored, name);
    threshold("bits", sums, name + "_thresholds", "BINARY", 1, 0);
    graph.output("bits", stored.neurons());
    float[] rank = new float[stored.neurons()];
    for (int i = 0; i < rank.length; i++) {
      rank[i] = i + 1;
    }
    graph.floats("rank", rank, rank.length);
    graph.annotate("rank", "UINT8");
    graph.node("Mul", "ranked", List.of("bits", "rank"));
    graph.annotate("ranked", "UINT8");
    graph.between("ranked", stored.neurons());
    if (set.levels() == 1) {
      graph.choice(CLASS, "ranked");
    } else {
      graph.choice("level", "ranked");
      graph.integers("classes", set.classes());
      graph.node("Mod", CLASS, List.of("level", "classes"));
    }
    graph.wholeOutput(CLASS, 1);
  }

  /** The largest score is the class, of equal ones the first. */
  private void scores(UnpackedLayer stored, String sums) {
    graph.between(sums, stored.neurons());
    if (target == Target.FINN) {
      graph.choice(CLASS, sums);
    } else {
      asAccumulated(stored, sums);
      graph.annotate(SCORES, "INT32");
      graph.output(SCORES, stored.neurons());
      graph.choice(CLASS, SCORES);
    }
    graph.wholeOutput(CLASS, 1);
  }

  /** From sums to what the accelerator counts. */
  private void asAccumulated(UnpackedLayer stored, String sums) {
    boolean counted = stored.layer().accumulator() == Accumulator.POPCOUNT;
    float[] shift = new float[stored.neurons()];
    for (int neuron = 0; neuron < shift.length; neuron++) {
      int padding = stored.padding(neuron);
      shift[neuron] = counted ? stored.layer().fanIn() + 2 * padding : padding;
    }
    graph.floats("score_shift", shift, shift.length);
    if (counted) {
      graph.node("Add", "scores_doubled", List.of(sums, "score_shift"));
      graph.between("scores_doubled", stored.neurons());
      graph.scalar("half", 0.5f);
      graph.node("Mul", SCORES, List.of("scores_doubled", "half"));
    } else {
      graph.node("Add", SCORES, List.of(sums, "score_shift"));
    }
  }

  private void between(String name, Shape map, boolean flat) {
    if (flat) {
      graph.between(name, map.values());
    } else {
      graph.between(name, map.channels(), map.dimension(), map.dimension());
    }
  }

  /** {@code [synapse][neuron]}, synapses as a flattened map has them: channel, row, column. */
  private static float[] denseWeights(UnpackedLayer stored, Shape map) {
    int neurons = stored.neurons();
    float[] weights = new float[map.values() * neurons];
    for (int i = 0; i < map.values(); i++) {
      int channel = i / map.pixels();
      int column = i % map.pixels() * map.channels() + channel;
      for (int neuron = 0; neuron < neurons; neuron++) {
        weights[i * neurons + neuron] = stored.weight(neuron, column);
      }
    }
    return weights;
  }

  /** {@code [neuron][channel][row][column]}. */
  private static float[] kernels(UnpackedLayer stored, Shape map) {
    int fanIn = stored.layer().fanIn();
    int area = fanIn / map.channels();
    float[] weights = new float[stored.neurons() * fanIn];
    for (int i = 0; i < weights.length; i++) {
      int channel = i % fanIn / area;
      weights[i] = stored.weight(i / fanIn, i % area * map.channels() + channel);
    }
    return weights;
  }
}
