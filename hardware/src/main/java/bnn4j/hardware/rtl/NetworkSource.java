package bnn4j.hardware.rtl;

import bnn4j.hardware.rtl.Verilog.Stream;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes {@code bnn_network}: the stages of a pipeline, one behind the other. */
final class NetworkSource {
  private static final int WORD_BITS = 64;

  private final Pipeline pipeline;
  private final Verilog text = new Verilog();

  private NetworkSource(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** The text of the module. */
  static String of(Pipeline pipeline) {
    return new NetworkSource(pipeline).text();
  }

  private String text() {
    text.add(HEAD.formatted(pipeline.name(), pipeline.inputWords(), pipeline.outputWords()));
    Stream stream = new Stream("in", WORD_BITS);
    for (Stage stage : pipeline.stages()) {
      stream = stage(stage, stream);
    }
    text.comment("results in words");
    regroup("results", stream, new Stream("out", WORD_BITS), 0);
    text.add("endmodule\n\n`default_nettype wire\n");
    return text.toString();
  }

  private Stream stage(Stage stage, Stream before) {
    int i = stage.index();
    text.comment(
        "---- layer %d: %s"
            .formatted(i, stage.map().map(m -> title(stage, m)).orElse(dense(stage))));
    Stream words = text.stream("words" + i, stage.wordBits());
    Stream vectors = text.stream("vectors" + i, stage.vectorBits());
    Stream neurons = text.stream("neurons" + i, stage.resultBits());
    regroup("regroup" + i, before, words, i == 0 ? frame(stage) : 0);
    if (stage.map().isPresent()) {
      window(stage, stage.map().get(), words, vectors);
    } else {
      text.stage(
          "bnn_fifo",
          "fifo" + i,
          parameters("WIDTH", stage.wordBits(), "DEPTH", stage.waiting()),
          words,
          vectors);
    }
    matrix(stage, vectors, neurons);
    return stage.pooled() ? pool(stage, neurons) : neurons;
  }

  private void window(Stage stage, Stage.Map map, Stream words, Stream vectors) {
    int i = stage.index();
    Stream windows = text.stream("windows" + i, stage.wordBits());
    text.stage(
        "bnn_window",
        "window" + i,
        parameters(
            "WORD", stage.wordBits(),
            "PIXEL_WORDS", stage.pixelWords(),
            "DIMENSION", map.dimension(),
            "KERNEL", map.kernel(),
            "SLACK", stage.waiting()),
        words,
        windows);
    regroup("gather" + i, windows, vectors, 0);
  }

  private void matrix(Stage stage, Stream vectors, Stream neurons) {
    Map<String, Object> parameters =
        parameters(
            "LAYER", stage.index(),
            "PE", stage.pe(),
            "SIMD", stage.simd(),
            "NEURON_FOLDS", stage.neuronFolds(),
            "SYNAPSE_FOLDS", stage.synapseFolds(),
            "WEIGHT_BITS", stage.weightBits(),
            "INPUT_BITS", stage.inputBits(),
            "POPCOUNT", stage.popcount() ? 1 : 0,
            "FRACTION_BITS", stage.fractionBits(),
            "THRESHOLDS", stage.thresholds(),
            "THRESHOLD_BITS", stage.thresholdBits(),
            "LOWEST", stage.lowest(),
            "OUTPUT_BITS", stage.outputBits());
    parameters.put("FOLDER", "FOLDER");
    Map<String, String> ports = new LinkedHashMap<>();
    for (String port : new String[] {"valid", "target", "pe", "index", "which", "value"}) {
      ports.put("param_" + port, "store_" + port);
    }
    text.stage("bnn_mvtu", "layer" + stage.index(), parameters, ports, vectors, neurons);
  }

  private Stream pool(Stage stage, Stream neurons) {
    Stream pooled = text.stream("pooled" + stage.index(), stage.resultBits());
    text.stage(
        "bnn_pool",
        "pool" + stage.index(),
        parameters(
            "LANES", stage.pe(),
            "BITS", stage.outputBits(),
            "WORDS", stage.neuronFolds(),
            "DIMENSION", stage.dimension(),
            "SIZE", stage.poolSize()),
        neurons,
        pooled);
    return pooled;
  }

  private void regroup(String name, Stream in, Stream out, int frame) {
    int unit = BigInteger.valueOf(in.bits()).gcd(BigInteger.valueOf(out.bits())).intValue();
    text.stage(
        "bnn_regroup",
        name,
        parameters("IN", in.bits(), "OUT", out.bits(), "UNIT", unit, "FRAME", frame),
        in,
        out);
  }

  /** Words of the first layer's stream per image, if its images do not fill whole words. */
  private int frame(Stage first) {
    long used = (long) first.inputWords() * first.wordBits();
    return used == (long) pipeline.inputWords() * WORD_BITS ? 0 : first.inputWords();
  }

  private static String title(Stage stage, Stage.Map map) {
    return "convolution %dx%d over %dx%dx%d, %d channels, %s"
        .formatted(
            map.kernel(),
            map.kernel(),
            map.channels(),
            map.dimension(),
            map.dimension(),
            stage.rows(),
            folding(stage));
  }

  private static String dense(Stage stage) {
    return "dense, %d inputs, %d neurons, %s"
        .formatted(stage.columns(), stage.rows(), folding(stage));
  }

  private static String folding(Stage stage) {
    return "SIMD %d, PE %d, %d cycles per image"
        .formatted(stage.simd(), stage.pe(), stage.cycles());
  }

  /** Parameters in the order in which they are given. */
  private static Map<String, Object> parameters(Object... namesAndValues) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }

  private static final String HEAD =
      """
      // The network of %s as a stream of words: generated, do not edit.
      //
      // Ports     in_*     images, %d words of 64 bits each
      //           out_*    results, %d words of 64 bits each
      //           param_*  stores a parameter, see bnn_mvtu; not while images are in here
      // Timing    Stages work at the same time on what they have; an image takes as many cycles as the
      //           slowest stage once the pipeline is full.
      // Protocol  valid/ready as in bnn_fifo.
      `default_nettype none

      module bnn_network #(
          parameter FOLDER = ""  // of the memories' contents, see bnn_memory
      ) (
          input  logic        clock,
          input  logic        reset,
          input  logic        param_valid,
          input  logic [31:0] param_target,
          input  logic [31:0] param_pe,
          input  logic [31:0] param_index,
          input  logic [31:0] param_which,
          input  logic [63:0] param_value,
          input  logic [63:0] in_data,
          input  logic        in_valid,
          output logic        in_ready,
          output logic [63:0] out_data,
          output logic        out_valid,
          input  logic        out_ready
      );
        // A register, as parameters go across the whole chip.
        logic store_valid;
        logic [31:0] store_target;
        logic [31:0] store_pe;
        logic [31:0] store_index;
        logic [31:0] store_which;
        logic [63:0] store_value;

        always_ff @(posedge clock) begin
          store_valid <= param_valid;
          store_target <= param_target;
          store_pe <= param_pe;
          store_index <= param_index;
          store_which <= param_which;
          store_value <= param_value;
        end
      """;
}
