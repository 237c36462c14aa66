package bnn4j.overlay.golden;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.LayerTrace;
import bnn4j.overlay.engine.Trace;
import bnn4j.overlay.engine.TraceFolder;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The original's results on its own and on generated parameters, equal to the bit. */
class GoldenInferenceTest {
  private static final Pattern TRACE_FILE = Pattern.compile("(acc|act|pool)(\\d)\\.i(8|16)\\.gz");

  @TempDir Path scratch;

  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  static List<GoldenCase> fullyConnectedCases() {
    return cases().stream().filter(golden -> golden.overlay().bitOutput()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void outputWordsAndClassesOfAllImagesEqualTheOriginals(GoldenCase golden) throws IOException {
    ParameterSet parameters = golden.parameters(scratch);
    long[] input = golden.input();
    int images = input.length / golden.overlay().inputWords();
    long[] output = Engine.of(parameters).run(input, images, 2);

    Path words = golden.folder().resolve("outputs.u64");
    if (Files.exists(words)) {
      assertThat(output).isEqualTo(Shared.words(words));
    }
    List<String[]> results = golden.results();
    assertThat(results).isNotEmpty();
    for (String[] row : results) {
      checkResult(golden, row, output, classesOf(golden, parameters));
    }
  }

  private static void checkResult(GoldenCase golden, String[] row, long[] output, int classes) {
    int words = golden.overlay().outputWords();
    int at = Integer.parseInt(row[0]) * words;
    int column = 1;
    if (golden.overlay().bitOutput()) {
      assertThat(output[at]).isEqualTo(Long.parseUnsignedLong(row[column++], 16));
    }
    assertThat(Decode.SINGLE.classOf(golden.overlay(), output, at, classes))
        .isEqualTo(Integer.parseInt(row[column++]));
    assertThat(Decode.MULTIPLE.classOf(golden.overlay(), output, at, classes))
        .isEqualTo(Integer.parseInt(row[column++]));
    for (int n = 0; column + n < row.length; n++) {
      assertThat((int) Decode.score(output, at, n)).isEqualTo(Integer.parseInt(row[column + n]));
    }
  }

  /** Generated folders name ten classes whatever their network has. */
  private static int classesOf(GoldenCase golden, ParameterSet parameters) {
    boolean edge = golden.toString().endsWith("-edge");
    return edge ? (golden.overlay().bitOutput() ? 47 : 44) : parameters.classes();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyAccumulatorAndActivationEqualsTheOriginals(GoldenCase golden) throws IOException {
    Engine engine = Engine.of(golden.parameters(scratch));
    long[] input = golden.input();
    assertThat(golden.traces()).isNotEmpty();
    for (Path folder : golden.traces()) {
      int image = Integer.parseInt(folder.getFileName().toString().substring(5));
      Trace trace = engine.trace(input, image * golden.overlay().inputWords());
      for (Path file : files(folder)) {
        compare(file, trace);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aTraceIsWrittenInTheLayoutOfTheOriginals(GoldenCase golden) throws IOException {
    Engine engine = Engine.of(golden.parameters(scratch));
    Path original = golden.traces().get(0);
    Path written = scratch.resolve("written");
    TraceFolder.write(engine.trace(golden.input(), 0), written);
    assertThat(original.getFileName()).hasToString("trace0");
    for (Path file : files(original)) {
      assertThat(Shared.gunzip(written.resolve(file.getFileName())))
          .as(file.toString())
          .isEqualTo(Shared.gunzip(file));
    }
    Trace read = TraceFolder.read(written);
    assertThat(read.layers()).hasSize(golden.overlay().layers().size());
  }

  /** Generated cases have no pools, and scores no activations: all the files there are count. */
  private static List<Path> files(Path trace) throws IOException {
    try (Stream<Path> files = Files.list(trace)) {
      List<Path> found = files.sorted().toList();
      assertThat(found).hasSizeGreaterThanOrEqualTo(7);
      return found;
    }
  }

  private static void compare(Path file, Trace trace) throws IOException {
    if (file.endsWith("input.i8.gz")) {
      assertThat(trace.input()).as(file.toString()).isEqualTo(Shared.gunzip(file));
      return;
    }
    Matcher name = TRACE_FILE.matcher(file.getFileName().toString());
    assertThat(name.matches()).as(file.toString()).isTrue();
    LayerTrace layer = trace.layers().get(Integer.parseInt(name.group(2)));
    switch (name.group(1)) {
      case "acc" ->
          assertThat(layer.accumulators()).as(file.toString()).isEqualTo(Shared.shorts(file));
      case "act" ->
          assertThat(layer.activations()).as(file.toString()).isEqualTo(Shared.gunzip(file));
      default -> assertThat(layer.pooled()).as(file.toString()).isEqualTo(Shared.gunzip(file));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fullyConnectedCases")
  void lastAccumulatorsOfAllImagesEqualTheOriginals(GoldenCase golden) throws IOException {
    Engine engine = Engine.of(golden.parameters(scratch));
    long[] input = golden.input();
    List<String[]> rows = Shared.rows(golden.folder().resolve("last-accumulators.csv"));
    assertThat(rows).isNotEmpty();
    for (String[] row : rows) {
      int[] expected = Arrays.stream(row).skip(1).mapToInt(Integer::parseInt).toArray();
      int at = Integer.parseInt(row[0]) * golden.overlay().inputWords();
      List<LayerTrace> layers = engine.trace(input, at).layers();
      assertThat(layers.get(layers.size() - 1).accumulators()).as(row[0]).isEqualTo(expected);
    }
  }
}
