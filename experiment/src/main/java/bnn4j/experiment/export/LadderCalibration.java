package bnn4j.experiment.export;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Split;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.finnthesizer.ladder.Ladder;
import bnn4j.finnthesizer.ladder.LadderSample;
import bnn4j.finnthesizer.ladder.LadderSearch;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.EngineAccelerator;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.util.Optional;

/** Selects the output ladder of a parameter set from the engine's sums on labelled images. */
public final class LadderCalibration {
  private static final int BLOCK = 1000;

  private LadderCalibration() {}

  /**
   * A set with a ladder, and what that is worth.
   *
   * @param set with the ladder
   * @param judgement on the images that training held back; empty if it held back none
   */
  public record Calibrated(ParameterSet set, Optional<Judgement> judgement) {}

  /**
   * Both codings on the same images.
   *
   * @param images how many
   * @param bits percent of them right with one output per class
   * @param ladder percent of them right with the ladder
   */
  public record Judgement(int images, double bits, double ladder) {}

  /**
   * Chooses the levels on the images that training learned from, and judges them on those that it
   * held back.
   *
   * @param model the set with one output per class, and its card
   * @param source the dataset of the card
   * @throws bnn4j.foundation.Refusal if the overlay has no outputs for a ladder
   */
  public static Calibrated calibrate(DeployedModel model, Dataset source) {
    Optional<Split> split = model.split(source);
    ParameterSet ladder = ladder(model, split.map(Split::training).orElseGet(source::training));
    DeployedModel other = DeployedModel.of(ladder, model.card());
    Optional<Judgement> judgement =
        split
            .map(Split::validation)
            .filter(images -> images.size() > 0)
            .map(
                images ->
                    new Judgement(images.size(), accuracy(model, images), accuracy(other, images)));
    return new Calibrated(ladder, judgement);
  }

  private static double accuracy(DeployedModel model, LabeledImages images) {
    int threads = Runtime.getRuntime().availableProcessors();
    try (Accelerator engine = new EngineAccelerator(model.overlay(), threads)) {
      return new AccuracyCheck(model, Decode.MULTIPLE).run(engine, images, done -> {}).accuracy();
    }
  }

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
