package bnn4j.experiment.report;

import bnn4j.evaluation.report.ConfusionMatrix;
import bnn4j.experiment.report.RunSummary.Accuracy;
import bnn4j.experiment.report.RunSummary.Agreement;
import bnn4j.experiment.report.RunSummary.Fact;
import bnn4j.experiment.report.RunSummary.Mistake;
import bnn4j.foundation.fuzz.EncodedImage;
import bnn4j.trainer.loop.EpochMetrics;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** Numbers that look like a run's, for tests of what is written about runs. */
public final class MadeUpRun {
  public static final List<String> FASHION =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private MadeUpRun() {}

  public static List<EpochMetrics> epochs(int count) {
    Random random = new Random(3);
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            epoch -> {
              double left = Math.exp(-5.0 * epoch / count);
              return new EpochMetrics(
                  epoch,
                  0.08 + 0.5 * left + 0.01 * random.nextDouble() * left,
                  89 - 30 * left + 0.3 * random.nextGaussian(),
                  87 - 35 * left + 0.8 * random.nextGaussian(),
                  0.003 * Math.pow(1e-4, (epoch - 1.0) / count),
                  3500 + 200 * random.nextGaussian(),
                  17 + random.nextDouble());
            })
        .toList();
  }

  /** About 86 % right, mistakes mostly between neighbours. */
  public static ConfusionMatrix confusion(List<String> names, int imagesPerClass) {
    Random random = new Random(11);
    int classes = names.size();
    long[][] counts = new long[classes][classes];
    for (int actual = 0; actual < classes; actual++) {
      for (int image = 0; image < imagesPerClass; image++) {
        boolean right = random.nextDouble() < 0.75 + 0.2 * actual / classes;
        int step = (int) Math.round(2 * random.nextGaussian());
        counts[actual][right ? actual : Math.floorMod(actual + step, classes)]++;
      }
    }
    return new ConfusionMatrix(names, counts);
  }

  public static RunSummary summary(String title, ConfusionMatrix confusion, int epochs) {
    return new RunSummary(
        title,
        "lfcW1A1 on fashion-mnist",
        List.of(
            new Accuracy("exported set", "highest bit, as the overlay decodes", 8643, 10_000),
            new Accuracy("float network", "highest bit, as the overlay decodes", 8643, 10_000),
            new Accuracy("exported set", "argmax of the last accumulators", 8702, 10_000),
            new Accuracy("float network", "argmax", 8705, 10_000)),
        OptionalDouble.of(85.5),
        epochs(epochs),
        new RunSummary.Selected(Math.max(1, epochs - 1), 0),
        confusion,
        new Agreement(10_000, 1, List.of("image 7, layer 2, neuron 9: accumulator 4")),
        mistakes(confusion.classNames(), 24),
        "network: lfcW1A1\ndataset: fashion-mnist\nepochs: " + epochs + "\n",
        1234,
        List.of(new Fact("bnn4j", "0.1.0"), new Fact("DL4J", "1.0.0-M2.1")),
        List.of(
            new Fact("dataset sha256", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83"),
            new Fact("commit", "0123456789abcdef0123456789abcdef01234567"),
            new Fact("JDK", "17.0.15"),
            new Fact("machine", "2 cores")),
        Duration.ofSeconds(4331),
        Instant.parse("2026-01-02T03:04:05Z"),
        List.of(new Fact("layer 0", "1024 neurons of 832 synapses, SIMD 64, PE 32")));
  }

  private static List<Mistake> mistakes(List<String> names, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Mistake(
                    "shoes/%d.png".formatted(i),
                    picture(i),
                    picture(i + count),
                    names.get(i % names.size()),
                    names.get((i + 3) % names.size()),
                    6.3 - 0.2 * i))
        .toList();
  }

  private static byte[] picture(int seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 5; i++) {
      int shade = 100 + random.nextInt(156);
      graphics.setColor(new Color(shade, shade, shade));
      graphics.fillOval(4 + random.nextInt(12), 3 + random.nextInt(12), 4 + i * 2, 12 - i);
    }
    graphics.dispose();
    return EncodedImage.png(image);
  }
}
