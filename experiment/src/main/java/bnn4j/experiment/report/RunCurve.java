package bnn4j.experiment.report;

import bnn4j.trainer.loop.EpochMetrics;
import java.util.List;

/**
 * A run that is plotted beside another.
 *
 * @param name in the legend
 * @param epochs from 1, without gaps
 */
public record RunCurve(String name, List<EpochMetrics> epochs) {
  /** Copies the list. */
  public RunCurve {
    epochs = List.copyOf(epochs);
  }
}
