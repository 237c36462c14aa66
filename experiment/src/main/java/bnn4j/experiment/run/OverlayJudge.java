package bnn4j.experiment.run;

import bnn4j.experiment.spec.Output;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.overlay.Overlay;
import bnn4j.trainer.loop.Judge;
import bnn4j.trainer.loop.Outputs;

/**
 * Counts an output as correct if the overlay's host decodes it to the label.
 *
 * @param spec says how classes are coded and with which loss
 * @param overlay whose decode counts
 */
public record OverlayJudge(TrainingSpec spec, Overlay overlay) implements Judge {
  @Override
  public long correct(Outputs outputs) {
    return new Predictions(outputs, overlay).decodedCorrect();
  }

  /** A ladder, whose levels are chosen at the end, comes close to the largest score. */
  @Override
  public double accuracy(Outputs outputs) {
    Predictions predictions = new Predictions(outputs, overlay);
    return spec.output() == Output.LADDER && predictions.largestMeansSomething(spec.loss())
        ? predictions.argmaxAccuracy()
        : predictions.decodedAccuracy();
  }
}
