package bnn4j.experiment.report;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.trainer.loop.EpochMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The metrics of a run as a table that spreadsheets and scripts read: one line per epoch, from 1,
 * without gaps. Every change replaces the file as a whole, so a crash leaves the old or the new
 * one.
 *
 * @param file need not exist
 */
public record MetricsCsv(Path file) {
  private static final String HEADER =
      "epoch,loss,train_accuracy,validation_accuracy,learning_rate,samples_per_second,seconds";
  private static final int COLUMNS = 7;

  /**
   * The epochs so far; none if there is no file.
   *
   * @throws Refusal naming the line that is no line of metrics
   */
  public List<EpochMetrics> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> lines = TextFile.lines(file);
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new Refusal(
          "%s, line 1: expected the columns %s, found %s"
              .formatted(file, HEADER, lines.isEmpty() ? "nothing" : lines.get(0)));
    }
    List<EpochMetrics> epochs = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      epochs.add(parse(lines.get(i), i));
    }
    return List.copyOf(epochs);
  }

  /** Adds the next epoch. */
  public void append(EpochMetrics epoch) {
    List<EpochMetrics> epochs = new ArrayList<>(read());
    epochs.add(epoch);
    write(epochs);
  }

  /**
   * Replaces the table.
   *
   * @throws IllegalArgumentException if the epochs are not 1, 2, 3 …
   */
  public void write(List<EpochMetrics> epochs) {
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).epoch() != i + 1) {
        throw new IllegalArgumentException(
            "expected epoch %d, got %d".formatted(i + 1, epochs.get(i).epoch()));
      }
    }
    String text =
        epochs.stream().map(MetricsCsv::line).collect(Collectors.joining("", HEADER + "\n", ""));
    AtomicFile.write(file, text);
  }

  private static String line(EpochMetrics metrics) {
    return DoubleStream.of(
            metrics.loss(),
            metrics.trainAccuracy(),
            metrics.validationAccuracy(),
            metrics.learningRate(),
            metrics.samplesPerSecond(),
            metrics.seconds())
        .mapToObj(value -> Double.isNaN(value) ? "" : Double.toString(value))
        .collect(Collectors.joining(",", metrics.epoch() + ",", "\n"));
  }

  private EpochMetrics parse(String line, int epoch) {
    String[] cells = line.split(",", -1);
    try {
      if (cells.length == COLUMNS && Integer.parseInt(cells[0]) == epoch) {
        return new EpochMetrics(
            epoch,
            number(cells[1]),
            number(cells[2]),
            number(cells[3]),
            number(cells[4]),
            number(cells[5]),
            number(cells[6]));
      }
    } catch (NumberFormatException e) {
      // Refused below, like every other line that is none.
    }
    throw new Refusal(
        "%s, line %d: expected epoch %d and six numbers, found %s"
            .formatted(file, epoch + 1, epoch, line));
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }
}
