package bnn4j.hardware.fold;

import bnn4j.hardware.estimate.Resources;
import bnn4j.hardware.rtl.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Foldings chosen for the first stages of a pipeline.
 *
 * @param resources what they take together
 * @param last the one chosen last; null if none was
 * @param before those before it; null if none were
 */
record ChosenFoldings(Resources resources, Stage last, ChosenFoldings before) {
  /** Nothing chosen yet. */
  static ChosenFoldings startingWith(Resources resources) {
    return new ChosenFoldings(resources, null, null);
  }

  ChosenFoldings and(Stage stage, Resources more) {
    return new ChosenFoldings(resources.plus(more), stage, this);
  }

  /** All of them in order. */
  List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (ChosenFoldings step = this; step.last != null; step = step.before) {
      stages.add(0, step.last);
    }
    return stages;
  }

  /** Of the resource that runs out first, the share that is used. */
  double share(Resources budget) {
    return Math.max(
        Math.max(share(resources.lut(), budget.lut()), share(resources.ff(), budget.ff())),
        Math.max(share(resources.bram18(), budget.bram18()), share(resources.dsp(), budget.dsp())));
  }

  private static double share(long used, long available) {
    return used == 0 ? 0 : (double) used / available;
  }
}
