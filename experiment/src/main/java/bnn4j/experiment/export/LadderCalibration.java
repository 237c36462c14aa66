package bnn4j.experiment.export;

import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.finnthesizer.ladder.Ladder;
import bnn4j.finnthesizer.ladder.LadderSample;
import bnn4j.finnthesizer.ladder.LadderSearch;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;

/** Chooses the output ladder of a parameter set by what the engine sums up for labeled images. */
public final class LadderCalibration {
  private static final int BLOCK = 1000;

  private LadderCalibration() {}

  /**
   * The set with a ladder.
   *
   * @param model the set with one output per class
   * @param images by which the levels are chosen; never those that are to judge the result
   * @throws bnn4j.foundation.Refusal if the overlay has no outputs for a ladder, or the images do
   *     not fit
   */
  public static ParameterSet ladder(DeployedModel model, LabeledImages images) {
    ParameterSet bits = model.parameters();
    Ladder.levels(bits.overlay(), bits.classes());
    return new LadderSearch(sample(model, images), bits).best().on(bits);
  }

  private static LadderSample sample(DeployedModel model, LabeledImages images) {
    ParameterSet bits = model.parameters();
    Overlay overlay = bits.overlay();
    Engine engine = Engine.of(bits);
    int classes = bits.classes();
    int last = overlay.layers().size() - 1;
    int[] accumulators = new int[Math.multiplyExact(images.size(), classes)];
    for (int from = 0; from < images.size(); from += BLOCK) {
      int count = Math.min(BLOCK, images.size() - from);
      long[] input = model.pack(images, from, count);
      for (int i = 0; i < count; i++) {
        int[] sums =
            engine.trace(input, i * overlay.inputWords()).layers().get(last).accumulators();
        System.arraycopy(sums, 0, accumulators, (from + i) * classes, classes);
      }
    }
    return new LadderSample(classes, accumulators, images.labels());
  }
}
