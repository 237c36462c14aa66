package bnn4j.benchmarks;

import bnn4j.experiment.run.OverlayJudge;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.trainer.batches.MiniBatch;
import bnn4j.trainer.batches.Targets;
import bnn4j.trainer.loop.TrainingStep;
import bnn4j.trainer.model.NetworkBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Training steps on one and on two threads, and the {@link BareGemm} of the same shapes on one.
 *
 * <p>The three take turns, some seconds in all, so that what else the machine does meets all of
 * them; the median of the rounds counts. The pictures are noise, which costs what pictures cost.
 */
final class TrainingBenchmark {
  private static final int CLASSES = 10;
  private static final int WARM_UP_ROUNDS = 4;
  private static final int ROUNDS = 15;
  private static final long ROUND_NANOS = 300_000_000;

  private static final List<Case> CASES =
      List.of(
          new Case("lfcW1A1", "mnist", 100),
          new Case("lfcW1A1", "mnist", 256),
          new Case("lfcW1A1", "mnist", 512),
          new Case("cnvW1A1", "cifar-10", 50),
          new Case("cnvW1A1", "cifar-10", 128),
          new Case("cnvW1A1", "cifar-10", 256));

  private final PrintStream out;

  TrainingBenchmark(PrintStream out) {
    this.out = out;
  }

  private record Case(String overlay, String dataset, int images) {}

  /** Measures all cases and prints them as a table in Markdown. */
  void run() throws IOException {
    out.println(
        "| network | batch | products, 1 thread | step, 1 thread | ratio | samples/s, 1 thread"
            + " | samples/s, 2 threads | speed-up | memory, at most |");
    out.println("|---|---|---|---|---|---|---|---|---|");
    for (Case each : CASES) {
      run(each);
    }
  }

  private void run(Case of) throws IOException {
    Overlay overlay = Overlays.named(of.overlay);
    MiniBatch batch = noise(overlay, of.images);
    BareGemm products = new BareGemm(overlay.network().withOutputs(CLASSES), of.images);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1); // for the products
    try (TrainingStep one = step(of, overlay, batch, 1);
        TrainingStep two = step(of, overlay, batch, 2)) {
      double[] millis = medians(products::run, () -> one.learn(batch), () -> two.learn(batch));
      out.printf(
          "| %s | %d | %.1f ms | %.1f ms | %.2f | %.0f | %.0f | %.2f | %s |%n",
          of.overlay,
          of.images,
          millis[0],
          millis[1],
          millis[1] / millis[0],
          1e3 * of.images / millis[1],
          1e3 * of.images / millis[2],
          millis[1] / millis[2],
          peakMemory());
    }
  }

  private static TrainingStep step(Case of, Overlay overlay, MiniBatch batch, int threads) {
    TrainingSpec spec = TrainingSpec.of("benchmark", overlay, of.dataset);
    return new TrainingStep(
        NetworkBuilder.of(spec.settings(), overlay.network(), CLASSES).build(),
        overlay.network().input(),
        new OverlayJudge(spec, overlay),
        new Targets(CLASSES, false),
        Optional.empty(),
        batch,
        threads);
  }

  private static MiniBatch noise(Overlay overlay, int images) {
    Random random = new Random(1);
    float[] inputs = new float[images * overlay.network().input().values()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = random.nextInt(256) < 128 ? -1 : 1;
    }
    int[] labels = random.ints(images, 0, CLASSES).toArray();
    float[] targets = new float[images * CLASSES];
    for (int i = 0; i < images; i++) {
      new Targets(CLASSES, false).write(labels[i], targets, i * CLASSES);
    }
    return new MiniBatch(inputs, targets, labels);
  }

  /** Milliseconds of each contender, which take turns. */
  private static double[] medians(Runnable... contenders) {
    double[][] millis = new double[contenders.length][ROUNDS];
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (int i = 0; i < contenders.length; i++) {
        double measured = millis(contenders[i]);
        if (round >= 0) {
          millis[i][round] = measured;
        }
      }
    }
    return Arrays.stream(millis).mapToDouble(TrainingBenchmark::median).toArray();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static double millis(Runnable contender) {
    long start = System.nanoTime();
    int times = 0;
    while (System.nanoTime() - start < ROUND_NANOS) {
      contender.run();
      times++;
    }
    return (System.nanoTime() - start) / 1e6 / times;
  }

  /** The most memory that the process ever held, of this and the cases before, as Linux tells. */
  private static String peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .map(kilobytes -> "%.2f GiB".formatted(Long.parseLong(kilobytes) / 1024.0 / 1024))
        .findFirst()
        .orElse("unknown");
  }
}
