package bnn4j.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code benchmark engine|finnthesizer [OVERLAY]…}: time and allocation of an operation; {@code
 * benchmark training}: a table of training speed.
 */
public final class Main {
  private static final Map<String, Class<?>> BENCHMARKS =
      Map.of("engine", EngineBenchmark.class, "finnthesizer", FinnthesizerBenchmark.class);

  private Main() {}

  /** Runs a benchmark; exit code 2 without one to run. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    if (List.of(arguments).equals(List.of("training"))) {
      new TrainingBenchmark(System.out).run();
      return;
    }
    Class<?> benchmark = arguments.length == 0 ? null : BENCHMARKS.get(arguments[0]);
    if (benchmark == null) {
      System.err.println(
          "usage: benchmark training, or benchmark engine|finnthesizer [OVERLAY]…   such as:"
              + " benchmark engine lfcW1A1");
      System.exit(2);
    }
    List<String> overlays = List.of(arguments).subList(1, arguments.length);
    ChainedOptionsBuilder options =
        new OptionsBuilder().include(benchmark.getName()).addProfiler(GCProfiler.class);
    if (!overlays.isEmpty()) {
      options.param("overlay", overlays.toArray(String[]::new));
    }
    new Runner(options.build()).run();
  }
}
