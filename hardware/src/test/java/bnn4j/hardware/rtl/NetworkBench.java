package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.LayerTrace;
import bnn4j.overlay.engine.Trace;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Runs images through a simulated {@code bnn_network} and takes down what passes each stage. */
final class NetworkBench {
  private final Path folder;
  private final Pipeline pipeline;
  private final Icarus icarus;
  private List<String> trace = List.of();
  private long[] cycles = {};

  NetworkBench(Path folder, Pipeline pipeline) throws IOException {
    this(folder, pipeline, (file, text) -> text);
  }

  /** With changes to files: by name and text. */
  NetworkBench(Path folder, Pipeline pipeline, BinaryOperator<String> change) throws IOException {
    this.folder = folder;
    this.pipeline = pipeline;
    this.icarus = new Icarus(folder);
    List<String> files = new ArrayList<>();
    for (Map.Entry<String, String> file : Design.of(pipeline).files().entrySet()) {
      write(file.getKey(), change.apply(file.getKey(), file.getValue()));
      files.add(file.getKey());
    }
    write("bnn_probe.sv", RtlSources.simulation("bnn_probe.sv"));
    write("probes.svh", ProbeSource.of(pipeline, "dut", "clock"));
    try (InputStream bench = NetworkBench.class.getResourceAsStream("network_bench.sv")) {
      write("network_bench.sv", new String(bench.readAllBytes(), StandardCharsets.UTF_8));
    }
    files.add("bnn_probe.sv");
    files.add("network_bench.sv");
    icarus.compile("network_bench", files);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Other parameters for the same network. */
  void load(ParameterSet parameters) throws IOException {
    for (Map.Entry<String, String> file : MemoryImages.of(pipeline, parameters).entrySet()) {
      write("memories/" + file.getKey(), file.getValue());
    }
  }

  /** Result words. */
  long[] run(long[] input, int images, String... options) throws IOException {
    StringBuilder fed = new StringBuilder();
    for (long word : input) {
      fed.append("%016x\n".formatted(word));
    }
    write("input.mem", fed.toString());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "+words=" + images * pipeline.inputWords(),
                "+results=" + images * pipeline.outputWords(),
                "+limit=" + (2_000 + 8L * images * work())));
    arguments.addAll(Arrays.asList(options));
    String said = icarus.simulate(arguments);
    assertThat(said.lines().filter(line -> !line.contains("$finish"))).isEmpty();
    trace = Files.readAllLines(folder.resolve("trace.txt"));
    int reset = trace.lastIndexOf("3 0 0 0");
    trace = trace.subList(reset + 1, trace.size());
    List<String[]> words =
        Files.readAllLines(folder.resolve("output.txt")).stream()
            .map(line -> line.split(" ", -1))
            .toList();
    int all = images * pipeline.outputWords();
    List<String[]> last = words.subList(words.size() - all, words.size());
    cycles = last.stream().mapToLong(word -> Long.parseLong(word[0])).toArray();
    return last.stream().mapToLong(word -> Long.parseUnsignedLong(word[1], 16)).toArray();
  }

  /** The cycle in which each result word came out. */
  long[] cycles() {
    return cycles;
  }

  /** More cycles than an image takes if no two stages work at the same time. */
  private long work() {
    return pipeline.inputWords() + pipeline.stages().stream().mapToLong(Stage::cycles).sum();
  }

  /** The first layer and kind of values that are not the engine's; empty if all are. */
  String disagreement(Pipeline of, ParameterSet parameters, long[] input, int images) {
    Engine engine = Engine.of(parameters);
    List<Trace> traces =
        IntStream.range(0, images).mapToObj(i -> engine.trace(input, i * of.inputWords())).toList();
    for (Stage stage : of.stages()) {
      int[] sums = all(traces, stage, LayerTrace::accumulators);
      int[] values = all(traces, stage, layer -> codes(stage, layer.activations()));
      int[] pooled = all(traces, stage, layer -> codes(stage, layer.pooled()));
      String kind =
          !Arrays.equals(sums, passed(0, stage))
              ? "accumulators"
              : stage.thresholds() > 0 && !Arrays.equals(values, passed(1, stage))
                  ? "activations"
                  : stage.pooled() && !Arrays.equals(pooled, passed(2, stage)) ? "pooled" : "";
      if (!kind.isEmpty()) {
        return "layer %d, %s".formatted(stage.index(), kind);
      }
    }
    return "";
  }

  private static int[] all(List<Trace> traces, Stage stage, Function<LayerTrace, int[]> values) {
    return traces.stream()
        .flatMapToInt(t -> IntStream.of(values.apply(t.layers().get(stage.index()))))
        .toArray();
  }

  /** A bit reads as 0 or -1 once its sign is extended. */
  private static int[] codes(Stage stage, byte[] values) {
    return IntStream.range(0, values.length)
        .map(i -> stage.outputBits() == 1 ? -values[i] : values[i])
        .toArray();
  }

  /** Values of a kind that passed a layer, each sign-extended from its bits. */
  int[] passed(int kind, Stage stage) {
    int bits = kind == 0 ? stage.sumBits() : stage.outputBits();
    String start = kind + " " + stage.index() + " ";
    return trace.stream()
        .filter(line -> line.startsWith(start))
        .flatMapToInt(line -> values(line.substring(line.lastIndexOf(' ') + 1), stage.pe(), bits))
        .toArray();
  }

  private static IntStream values(String hex, int count, int bits) {
    BigInteger word = new BigInteger(hex, 16);
    int unused = Integer.SIZE - bits;
    return IntStream.range(0, count)
        .map(i -> word.shiftRight(i * bits).intValue() << unused >> unused);
  }
}
