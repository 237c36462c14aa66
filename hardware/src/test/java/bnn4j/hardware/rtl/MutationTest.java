package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.OutputCode;
import bnn4j.network.Precision;
import bnn4j.overlay.Folding;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.Trace;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many small mistakes the comparison of all layers finds: what it lets through, a test that
 * passes proves nothing of.
 */
class MutationTest {
  private static final int IMAGES = 4;
  private static final double LEAST = 0.95;

  /** Handshakes that somebody might forget: module, what it says, what it would say without. */
  private static final List<String[]> FORGOTTEN =
      List.of(
          new String[] {"bnn_fifo.sv", "in_ready = (level != FULL)", "in_ready = 1'b1"},
          new String[] {"bnn_fifo.sv", "popped = out_valid && out_ready", "popped = out_valid"},
          new String[] {"bnn_fifo.sv", "out_valid = (level != '0)", "out_valid = 1'b1"},
          new String[] {"bnn_window.sv", "in_ready = (level != FULL)", "in_ready = 1'b1"},
          new String[] {"bnn_window.sv", "level >= NEEDED) &&", "level != '0) &&"},
          new String[] {"bnn_window.sv", "&& (!out_valid || out_ready)", ""},
          new String[] {"bnn_narrow.sv", "popped = out_valid && out_ready", "popped = out_valid"},
          new String[] {"bnn_narrow.sv", "(out_ready && (left", "((left"},
          new String[] {"bnn_widen.sv", "in_ready = !out_valid || out_ready", "in_ready = 1'b1"},
          new String[] {"bnn_pool.sv", "in_ready = out_ready ||", "in_ready = 1'b1 ||"},
          new String[] {"bnn_pool.sv", "out_valid = in_valid &&", "out_valid = "},
          new String[] {"bnn_mvtu.sv", "advance = !out_valid || out_ready", "advance = 1'b1"},
          new String[] {"bnn_mvtu.sv", "(in_valid || !taking)", "1'b1"},
          new String[] {"bnn_mvtu.sv", "in_ready = advance && taking", "in_ready = advance"});

  @TempDir Path scratch;

  private static final List<Folding> SLOW_START =
      List.of(
          new Folding(3, 2, 2), new Folding(4, 3, 2), new Folding(8, 4, 2), new Folding(2, 8, 3));

  private static final List<Folding> SLOW_END =
      List.of(
          new Folding(12, 8, 2), new Folding(8, 12, 2), new Folding(8, 2, 2), new Folding(1, 2, 3));

  private final Random random = new Random(31);
  private int benches;

  @Test
  void flippedWeightBitsAndThresholdsOffByOneAreFound() throws IOException {
    int found = 0;
    int tried = 0;
    for (Overlay overlay : overlays()) {
      Pipeline pipeline = Pipeline.of(overlay);
      long[] input = random.longs((long) IMAGES * overlay.inputWords()).toArray();
      ParameterSet parameters = close(overlay, input);
      NetworkBench bench = new NetworkBench(scratch.resolve(overlay.name()), pipeline);
      bench.load(parameters);
      assertThat(differs(bench, pipeline, parameters, input)).isFalse();
      for (int mutant = 0; mutant < 40; mutant++) {
        bench.load(mutant % 2 == 0 ? flipped(parameters) : shifted(parameters));
        found += differs(bench, pipeline, parameters, input) ? 1 : 0;
        tried++;
      }
    }
    System.out.printf("%d of %d wrong parameters found%n", found, tried);
    assertThat((double) found / tried).isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void forgottenHandshakesAreFound() throws IOException {
    List<String> missed = new ArrayList<>();
    for (String[] mutation : FORGOTTEN) {
      assertThat(RtlSources.modules().get(mutation[0])).contains(mutation[1]);
      // Where the end is slow, everything before it has to wait; where the start is, what follows.
      if (!shows(mutation, SLOW_END) && !shows(mutation, SLOW_START)) {
        missed.add(mutation[0] + ": " + mutation[1]);
      }
    }
    System.out.printf(
        "%d of %d forgotten handshakes found%n",
        FORGOTTEN.size() - missed.size(), FORGOTTEN.size());
    assertThat((double) missed.size() / FORGOTTEN.size())
        .as(missed.toString())
        .isLessThanOrEqualTo(1 - LEAST);
  }

  private boolean shows(String[] mutation, List<Folding> foldings) throws IOException {
    Overlay overlay = overlay("maps", 8, Precision.of("W1A1"), foldings);
    Pipeline pipeline = Pipeline.of(overlay);
    long[] input = random.longs((long) IMAGES * overlay.inputWords()).toArray();
    ParameterSet parameters = close(overlay, input);
    NetworkBench bench =
        new NetworkBench(
            scratch.resolve("forgotten" + benches++),
            pipeline,
            (file, text) ->
                file.equals(mutation[0]) ? text.replace(mutation[1], mutation[2]) : text);
    bench.load(parameters);
    return differs(bench, pipeline, parameters, input);
  }

  /** Every module is in it, with words that are cut, joined and dropped. */
  private static List<Overlay> overlays() {
    return List.of(
        overlay("maps", 8, Precision.of("W1A1"), SLOW_START),
        overlay("ternary", 8, Precision.of("W2A2"), SLOW_START),
        overlay("bits", 1, Precision.of("W1A2"), SLOW_START));
  }

  private static Overlay overlay(
      String name, int bits, Precision precision, List<Folding> foldings) {
    Network network =
        Network.of(new InputFormat(3, 7, bits), precision)
            .convolution(2, 8)
            .pool(2)
            .convolution(2, 12)
            .dense(16)
            .dense(10)
            .build(bits == 1 ? OutputCode.BITS : OutputCode.SCORES);
    return new Overlay(name, network, foldings);
  }

  /**
   * Parameters with thresholds at sums that occur, where one more or less matters: layer by layer,
   * as those of a layer decide what the next one sees.
   */
  private ParameterSet close(Overlay overlay, long[] input) {
    ParameterSet parameters = RandomParameters.of(overlay, 1, random);
    for (MatrixLayer layer : overlay.layers()) {
      Engine engine = Engine.of(parameters);
      Trace[] traces = new Trace[IMAGES];
      Arrays.setAll(traces, i -> engine.trace(input, i * overlay.inputWords()));
      long[][] thresholds = parameters.layers().get(layer.index()).thresholds();
      int pes = layer.folding().pe();
      for (int neuron = 0; neuron < layer.rows(); neuron++) {
        for (int k = 0; k < layer.thresholdsPerNeuron(); k++) {
          int[] sums = traces[random.nextInt(IMAGES)].layers().get(layer.index()).accumulators();
          int at = random.nextInt(layer.positions()) * layer.rows() + neuron;
          thresholds[neuron % pes][neuron / pes * layer.thresholdsPerNeuron() + k] = sums[at];
        }
      }
    }
    return parameters;
  }

  private ParameterSet flipped(ParameterSet parameters) {
    MatrixLayer layer = any(parameters);
    List<LayerMemory> memories = copies(parameters);
    long[] words = memories.get(layer.index()).weights()[random.nextInt(layer.folding().pe())];
    int bit = random.nextInt(layer.folding().simd() * layer.weightBits());
    words[random.nextInt(words.length)] ^= 1L << bit;
    return new ParameterSet(parameters.overlay(), memories, parameters.classNames());
  }

  /** One less: the sum that the threshold was taken from exceeds it now. */
  private ParameterSet shifted(ParameterSet parameters) {
    MatrixLayer layer = any(parameters);
    while (!layer.hasThresholds()) {
      layer = any(parameters);
    }
    List<LayerMemory> memories = copies(parameters);
    long[] words = memories.get(layer.index()).thresholds()[random.nextInt(layer.folding().pe())];
    words[random.nextInt(words.length)]--;
    return new ParameterSet(parameters.overlay(), memories, parameters.classNames());
  }

  private MatrixLayer any(ParameterSet parameters) {
    List<MatrixLayer> layers = parameters.overlay().layers();
    return layers.get(random.nextInt(layers.size()));
  }

  private static List<LayerMemory> copies(ParameterSet parameters) {
    return parameters.layers().stream()
        .map(memory -> new LayerMemory(copy(memory.weights()), copy(memory.thresholds())))
        .toList();
  }

  private static long[][] copy(long[][] memories) {
    return Arrays.stream(memories).map(long[]::clone).toArray(long[][]::new);
  }

  /** Whether the hardware shows anything else than the engine does with the right parameters. */
  private boolean differs(NetworkBench bench, Pipeline pipeline, ParameterSet right, long[] input) {
    try {
      long[] found = bench.run(input, IMAGES, "+stalls=3", "+seed=" + random.nextInt(1000));
      return !Arrays.equals(found, Engine.of(right).run(input, IMAGES, 1))
          || !bench.disagreement(pipeline, right, input, IMAGES).isEmpty();
    } catch (AssertionError | IndexOutOfBoundsException | IOException e) {
      // It changed a word that waited, came to no end, or gave fewer words.
      return true;
    }
  }
}
