package bnn4j.experiment.run;

import bnn4j.datasets.LabeledImages;
import bnn4j.experiment.spec.Target;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.trainer.loop.Judge;
import bnn4j.trainer.loop.TrainingJob;
import java.util.Optional;

/** Converts an experiment to a job of the trainer, which does not depend on hardware. */
public final class SpecJob {
  private SpecJob() {}

  /**
   * The job of a spec.
   *
   * @param training images to learn from
   * @param validation images to choose the best epoch by
   * @param start the model to begin with instead of random weights, and to learn from if the spec
   *     distills
   * @param threads that share each batch
   */
  public static TrainingJob of(
      TrainingSpec spec,
      LabeledImages training,
      LabeledImages validation,
      Optional<StartingModel> start,
      int threads) {
    return new TrainingJob(
        spec.settings(),
        spec.target().network(),
        judge(spec),
        training,
        validation,
        start.map(model -> model.weights(spec, training.classNames())),
        start
            .filter(model -> spec.distillation().enabled())
            .map(model -> model.teacher(spec, training, threads)),
        threads);
  }

  /** Scores that the processor computes are read as everywhere: the highest wins. */
  private static Judge judge(TrainingSpec spec) {
    return spec.target() instanceof Target.Dataflow dataflow
        ? new OverlayJudge(spec, dataflow.overlay())
        : Judge.ARGMAX;
  }
}
