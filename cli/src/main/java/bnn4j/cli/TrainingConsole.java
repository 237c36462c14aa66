package bnn4j.cli;

import bnn4j.experiment.report.MetricsCsv;
import bnn4j.experiment.run.RunFolder;
import bnn4j.trainer.loop.EpochMetrics;
import bnn4j.trainer.loop.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** A line per epoch with a progress bar inside the epoch, and {@code metrics.csv}. */
final class TrainingConsole implements TrainingListener, AutoCloseable {
  private final MetricsCsv metrics;
  private final PrintWriter out;
  private int epochs;
  private ProgressLine line;

  TrainingConsole(RunFolder run, PrintWriter out) {
    this.metrics = new MetricsCsv(run.metricsFile());
    this.out = out;
  }

  @Override
  public void warns(String text) {
    out.println("warning: " + text);
  }

  @Override
  public void begins(List<EpochMetrics> done, int allEpochs) {
    epochs = allEpochs;
    // The checkpoint knows; the table may be behind it or ahead, damaged or gone.
    metrics.write(done);
    if (!done.isEmpty()) {
      out.printf("going on after epoch %d of %d%n", done.size(), epochs);
    }
  }

  @Override
  public void batchDone(int epoch, int images, int imagesInEpoch) {
    if (line == null) {
      line = new ProgressLine("epoch %d/%d".formatted(epoch, epochs), " images", imagesInEpoch);
    }
    line.show(images);
  }

  @Override
  public void epochDone(EpochMetrics epoch, boolean best) {
    close();
    metrics.append(epoch);
    Duration left = Duration.ofSeconds((long) (epoch.seconds() * (epochs - epoch.epoch())));
    out.printf(
        "epoch %3d/%d  loss %.5f  train %6.2f %%  validation %s %s  lr %.2e  %5.0f images/s"
            + "  %s left%n",
        epoch.epoch(),
        epochs,
        epoch.loss(),
        epoch.trainAccuracy(),
        percent(epoch.validationAccuracy()),
        best ? "*" : " ",
        epoch.learningRate(),
        epoch.samplesPerSecond(),
        clock(left));
  }

  /** No number where no images were held back. */
  private static String percent(double value) {
    return Double.isNaN(value) ? "     - %" : "%6.2f %%".formatted(value);
  }

  private static String clock(Duration time) {
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  @Override
  public void close() {
    if (line != null) {
      line.close();
      line = null;
    }
  }
}
