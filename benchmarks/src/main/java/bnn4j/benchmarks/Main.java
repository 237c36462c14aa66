package bnn4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code benchmark engine|training|finnthesizer …}: what the project's hot paths cost. */
public final class Main {
  private static final String USAGE =
      """
      usage: benchmark engine [--quick] [--write]   speed of the engine, about six minutes;
                                                    --write puts it into engine-speed/ in the
                                                    current folder, --write --force into this
                                                    project's docs/results.md
             benchmark training                     speed of training beside its bare products
             benchmark finnthesizer [OVERLAY]…      time of a conversion\
      """;

  private Main() {}

  /** Runs a benchmark, or prints how to run one; exit code 2 for anything else. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    List<String> options = new ArrayList<>(List.of(arguments));
    switch (options.isEmpty() ? "" : options.remove(0)) {
      case "engine" -> engine(options);
      case "training" -> training(options);
      case "finnthesizer" -> conversion(options);
      case "--help", "-h", "help" -> System.out.println(USAGE);
      default -> refuse();
    }
  }

  private static void engine(List<String> options) throws RunnerException, IOException {
    boolean quick = options.remove("--quick");
    boolean write = options.remove("--write");
    boolean force = options.remove("--force");
    if (!options.isEmpty() || (force && !write)) {
      refuse();
    }
    Path docs = Path.of(System.getProperty("bnn4j.home", ".")).resolve("docs");
    EngineSpeed speed = EngineSpeed.measure(quick);
    String text = new SpeedTables(speed).text();
    System.out.println(text);
    if (write) {
      SpeedPage page = force ? new SpeedPage(docs) : SpeedPage.ofItsOwn(Path.of("engine-speed"));
      page.write(text, new SpeedChart(speed));
    }
  }

  private static void training(List<String> options) throws IOException {
    if (!options.isEmpty()) {
      refuse();
    }
    new TrainingBenchmark(System.out).run();
  }

  private static void conversion(List<String> overlays) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(FinnthesizerBenchmark.class.getName())
            .addProfiler(GCProfiler.class);
    if (!overlays.isEmpty()) {
      options.param("overlay", overlays.toArray(String[]::new));
    }
    new Runner(options.build()).run();
  }

  private static void refuse() {
    System.err.println(USAGE);
    System.exit(2);
  }
}
