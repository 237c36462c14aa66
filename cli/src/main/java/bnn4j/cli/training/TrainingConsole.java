package bnn4j.cli.training;

import bnn4j.cli.console.ProgressLine;
import bnn4j.experiment.report.MetricsCsv;
import bnn4j.experiment.run.RunFolder;
import bnn4j.trainer.loop.EpochMetrics;
import bnn4j.trainer.loop.TrainingListener;
import java.io.PrintWriter;
import java.util.List;

/**
 * Prints one line per epoch and a progress bar within the epoch, and writes {@code metrics.csv}.
 */
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
    if (done.size() >= epochs) {
      out.printf("training is complete, epoch %d of %d%n", done.size(), epochs);
    } else if (!done.isEmpty()) {
      out.printf("resumed after epoch %d of %d%n", done.size(), epochs);
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
    double left = epoch.seconds() * (epochs - epoch.epoch());
    // Within 80 columns; learning rate and speed are in metrics.csv.
    out.printf(
        "epoch %3d/%d  loss %s  train %6.2f %%  validation %s %s  %s left%n",
        epoch.epoch(),
        epochs,
        loss(epoch.loss()),
        epoch.trainAccuracy(),
        percent(epoch.validationAccuracy()),
        best ? "*" : " ",
        time(left));
  }

  @Override
  public void endsEarly(int done, int patience) {
    out.printf(
        "stopped early after epoch %d of %d: no better validation accuracy in %d %s%n",
        done, epochs, patience, patience == 1 ? "epoch" : "epochs");
  }

  /** As many digits as fit. */
  private static String loss(double loss) {
    return loss < 10 ? "%.4f".formatted(loss) : "%6.1f".formatted(loss);
  }

  /** No number where no images were held back. */
  private static String percent(double value) {
    return Double.isNaN(value) ? "     - %" : "%6.2f %%".formatted(value);
  }

  /** In the largest unit of which there is one. */
  private static String time(double seconds) {
    if (seconds < 60) {
      return "%.0f s".formatted(seconds);
    }
    return seconds < 3600 ? "%.0f min".formatted(seconds / 60) : "%.1f h".formatted(seconds / 3600);
  }

  @Override
  public void close() {
    if (line != null) {
      line.close();
      line = null;
    }
  }
}
