package bnn4j.benchmarks;

import bnn4j.kernels.KernelChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured, as tables in Markdown. */
record SpeedTables(EngineSpeed speed) {
  /** Images per second of the seeds' overlays on a PYNQ-Z1, as BNN-PYNQ tells them. */
  static final Map<String, Integer> FPGA = Map.of("lfcW1A1", 168_000, "cnvW1A1", 3_000);

  private static final Map<KernelBenchmark.Shape, String> SHAPES =
      Map.of(
          KernelBenchmark.Shape.LFC_LAYER_1, "LFC layer 1: 1024 to 1024",
          KernelBenchmark.Shape.CNV_LAYER_1, "CNV layer 1: 3x3x64 to 64",
          KernelBenchmark.Shape.CNV_LAYER_3, "CNV layer 3: 3x3x128 to 128");

  String text() {
    return Stream.of(origin(), batches(), kernels(), packings(), parts())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String origin() {
    return """
        `bin/benchmark engine --write` on %s, %d processors, %s %s (%s), %s."""
        .formatted(
            Processor.name(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.vm.name"),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            KernelChoice.of(null).reason());
  }

  private String batches() {
    String head =
        """
        Images per second from raw pictures to result words, packing included:

        | overlay | kernel | one by one (latency) | batches of 64, 1 thread | 2 threads \
        | batches of 10 000, 1 thread | 2 threads | FPGA, PYNQ-Z1 |
        |---|---|---|---|---|---|---|---|
        """;
    return EngineSpeed.OVERLAYS.stream()
        .flatMap(overlay -> Stream.of("fastest", "scalar").map(kernel -> row(overlay, kernel)))
        .collect(Collectors.joining("\n", head, ""));
  }

  private String row(String overlay, String kernel) {
    OptionalDouble single = speed.imagesPerSecond(overlay, kernel, 1, 1);
    boolean first = kernel.equals("fastest");
    return cells(
        first ? overlay : "",
        kernel,
        number(single) + latency(single),
        number(speed.imagesPerSecond(overlay, kernel, 64, 1)),
        number(speed.imagesPerSecond(overlay, kernel, 64, 2)),
        number(speed.imagesPerSecond(overlay, kernel, 10_000, 1)),
        number(speed.imagesPerSecond(overlay, kernel, 10_000, 2)),
        first && FPGA.containsKey(overlay) ? number(FPGA.get(overlay)) : "");
  }

  private static String latency(OptionalDouble single) {
    return single.isEmpty()
        ? ""
        : String.format(Locale.ROOT, " (%,.1f µs)", 1e6 / single.getAsDouble()).replace(',', ' ');
  }

  private String kernels() {
    List<String> loops = speed.limit().loops();
    String head =
        """
        Counting and comparing alone on one thread, billions of products of bits added up per second. C \
        only counts, in loops compiled on this machine (`limit.c`):

        | layer | fastest | scalar |%s fastest / C | scalar / C |
        |---|---|---|%s---|---|
        """
            .formatted(
                loops.stream().map(" C, %s |"::formatted).collect(Collectors.joining()),
                "---|".repeat(loops.size()));
    String rows =
        Stream.of(KernelBenchmark.Shape.values())
            .map(shape -> kernels(shape, loops))
            .collect(Collectors.joining("\n"));
    String missing = speed.limit().missing();
    return head + rows + (missing == null ? "" : "\n\nC was not measured: %s.".formatted(missing));
  }

  private String kernels(KernelBenchmark.Shape shape, List<String> loops) {
    double fastest = speed.gigaMacs("fastest", shape);
    double scalar = speed.gigaMacs("scalar", shape);
    List<String> row = new ArrayList<>(List.of(SHAPES.get(shape), number(fastest), number(scalar)));
    loops.forEach(loop -> row.add(number(speed.limit().gigaMacs(loop, shape.synapses()))));
    row.add(share(fastest, speed.limit().most(shape.synapses())));
    row.add(share(scalar, speed.limit().gigaMacs("scalar", shape.synapses())));
    return cells(row.toArray(String[]::new));
  }

  private static String share(double own, OptionalDouble limit) {
    return limit.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", own / limit.getAsDouble());
  }

  private String packings() {
    return speed.packings().stream()
        .map(packing -> "%s of %s".formatted(number(packing.imagesPerSecond()), packing.overlay()))
        .collect(
            Collectors.joining(" and ", "Packing alone on one thread, images per second: ", "."));
  }

  private String parts() {
    String head =
        """
        Where the time of an image goes, in microseconds on one thread: each part measured alone; the \
        rest of a batch of 64 is unpacking, pooling, calls, and caches that the parts share:

        | overlay | counting bits and comparing | adding up colours and comparing | packing | the rest | all |
        |---|---|---|---|---|---|
        """;
    return speed.packings().stream()
        .map(packing -> parts(packing.overlay(), 1e6 / packing.imagesPerSecond()))
        .collect(Collectors.joining("\n", head, ""));
  }

  private String parts(String overlay, double packing) {
    double all = 1e6 / speed.imagesPerSecond(overlay, "fastest", 64, 1).orElseThrow();
    double counting = speed.microseconds(overlay, "counting");
    double adding = speed.microseconds(overlay, "adding");
    double rest = all - counting - adding - packing;
    return cells(
        overlay, tenths(counting), tenths(adding), tenths(packing), tenths(rest), tenths(all));
  }

  private static String tenths(double microseconds) {
    return String.format(Locale.ROOT, "%.1f", microseconds);
  }

  private static String cells(String... cells) {
    return List.of(cells).stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "" : number(value.getAsDouble());
  }

  /** Whole, with spaces between thousands. */
  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
  }
}
