package bnn4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * All measurements of the engine in one run.
 *
 * @param batches images per second of whole networks
 * @param kernels of the kernels alone
 * @param limit what C reaches at the same
 * @param packings of the packing alone
 * @param parts of the work for an image
 */
record EngineSpeed(
    List<Batches> batches,
    List<Kernels> kernels,
    CLimit limit,
    List<Packing> packings,
    List<Part> parts) {
  static final List<String> OVERLAYS =
      List.of("lfcW1A1", "lfcW1A2", "cnvW1A1", "cnvW1A2", "cnvW2A2");

  /** Images per second in batches, packing included. */
  record Batches(String overlay, String kernel, int images, int threads, double imagesPerSecond) {}

  /** Billions of products of bits per second that a kernel adds up, one thread. */
  record Kernels(String kernel, KernelBenchmark.Shape shape, double gigaMacs) {}

  /** Images per second of packing, one thread. */
  record Packing(String overlay, double imagesPerSecond) {}

  /** Microseconds per image of a part of the work, which is a method of the benchmark. */
  record Part(String overlay, String name, double microseconds) {}

  /**
   * Runs all benchmarks.
   *
   * @param quick shorter and without the batches of 10 000
   */
  static EngineSpeed measure(boolean quick) throws RunnerException, IOException {
    List<Batches> batches = new ArrayList<>();
    batches.addAll(batches("fastest", "1", quick, "1"));
    batches.addAll(batches("fastest", "64", quick, "1", "2"));
    if (!quick) {
      batches.addAll(batches("fastest", "10000", false, "1", "2"));
    }
    batches.addAll(batches("scalar", "1", quick, "1"));
    batches.addAll(batches("scalar", "64", quick, "1", "2"));
    return new EngineSpeed(
        List.copyOf(batches), kernels(quick), CLimit.measure(), packings(quick), parts(quick));
  }

  private static List<Batches> batches(
      String kernel, String images, boolean quick, String... threads) throws RunnerException {
    ChainedOptionsBuilder options =
        options(EngineBenchmark.class, quick)
            .param("kernel", kernel)
            .param("images", images)
            .param("threads", threads);
    return run(options).stream()
        .map(
            result ->
                new Batches(
                    parameter(result, "overlay"),
                    kernel,
                    Integer.parseInt(images),
                    Integer.parseInt(parameter(result, "threads")),
                    score(result) * Integer.parseInt(images)))
        .toList();
  }

  private static List<Kernels> kernels(boolean quick) throws RunnerException {
    return run(options(KernelBenchmark.class, quick)).stream()
        .map(
            result -> {
              var shape = KernelBenchmark.Shape.valueOf(parameter(result, "shape"));
              return new Kernels(
                  parameter(result, "kernel"), shape, score(result) * shape.products() / 1e9);
            })
        .toList();
  }

  private static List<Packing> packings(boolean quick) throws RunnerException {
    return run(options(PackingBenchmark.class, quick)).stream()
        .map(result -> new Packing(parameter(result, "overlay"), score(result)))
        .toList();
  }

  private static List<Part> parts(boolean quick) throws RunnerException {
    return run(options(PartsBenchmark.class, quick)).stream()
        .map(
            result ->
                new Part(
                    parameter(result, "overlay"),
                    result.getPrimaryResult().getLabel(),
                    score(result)))
        .toList();
  }

  private static ChainedOptionsBuilder options(Class<?> benchmark, boolean quick) {
    ChainedOptionsBuilder options = new OptionsBuilder().include(benchmark.getName());
    return quick
        ? options
            .warmupTime(TimeValue.milliseconds(500))
            .measurementTime(TimeValue.milliseconds(300))
        : options;
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  private static String parameter(RunResult result, String name) {
    return result.getParams().getParam(name);
  }

  private static double score(RunResult result) {
    return result.getPrimaryResult().getScore();
  }

  /** Images per second, if measured. */
  OptionalDouble imagesPerSecond(String overlay, String kernel, int images, int threads) {
    return batches.stream()
        .filter(b -> b.overlay.equals(overlay) && b.kernel.equals(kernel))
        .filter(b -> b.images == images && b.threads == threads)
        .mapToDouble(Batches::imagesPerSecond)
        .findFirst();
  }

  /** Billions of products per second of a kernel. */
  double gigaMacs(String kernel, KernelBenchmark.Shape shape) {
    return kernels.stream()
        .filter(k -> k.kernel.equals(kernel) && k.shape == shape)
        .mapToDouble(Kernels::gigaMacs)
        .findFirst()
        .orElseThrow();
  }

  /** Microseconds per image that a part of an overlay's work takes. */
  double microseconds(String overlay, String part) {
    return parts.stream()
        .filter(p -> p.overlay.equals(overlay) && p.name.equals(part))
        .mapToDouble(Part::microseconds)
        .findFirst()
        .orElseThrow();
  }
}
