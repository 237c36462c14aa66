package bnn4j.cli.training;

import bnn4j.evaluation.card.Card;
import bnn4j.experiment.run.CompletedRun;
import bnn4j.experiment.run.RunFolder;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Numbers;
import bnn4j.trainer.loop.TrainingJob;
import bnn4j.trainer.settings.Averaging;

/** The texts of {@code train} at its start and end. */
final class TrainingText {
  private TrainingText() {}

  /** What is about to happen, and the way out of it. */
  static String banner(TrainingSpec training, TrainingJob job) {
    return "%s: %d layers, %d weights; %d images, %d classes%n%s; Ctrl-C saves and stops"
        .formatted(
            training.network(),
            training.target().network().layers().size(),
            training.target().network().parameters(),
            job.training().size(),
            job.training().classNames().size(),
            workers(training) + (job.threads() == 1 ? "1 thread" : job.threads() + " threads"));
  }

  private static String workers(TrainingSpec training) {
    Averaging averaging = training.averaging();
    return averaging.enabled()
        ? "%d workers, averaged every %d batches, on "
            .formatted(averaging.workers(), averaging.every())
        : "";
  }

  /** Where everything is, and how good. */
  static String ending(CompletedRun completed, RunFolder run) {
    TrainingSpec training = completed.spec();
    Card.Accuracy figures = completed.exam().figures();
    StringBuilder text = new StringBuilder();
    completed.warnings().forEach(warning -> text.append("warning: %s%n".formatted(warning)));
    completed
        .exam()
        .disagreements()
        .forEach(each -> text.append("float and engine differ: %s%n".formatted(each)));
    text.append("model     %s%n".formatted(run.modelFile()));
    text.append("params    %s%n".formatted(run.parametersFolder(training)));
    text.append("report    %s%n".formatted(run.reportFile()));
    text.append(
        "test      float %.2f %%   exported %.2f %% (%d of %d)%s%n"
            .formatted(
                figures.floatDecoded(),
                figures.exported(),
                figures.correct(),
                figures.images(),
                completed.exam().predictions().largestMeansSomething(training.loss())
                    ? "   float argmax %.2f %%".formatted(figures.floatArgmax())
                    : ""));
    text.append(
        "          float network and engine differ on %d images%n"
            .formatted(figures.disagreements()));
    training
        .floor()
        .ifPresent(
            floor ->
                text.append(
                    "floor     %s: %.2f %% exported, %s %% required%n"
                        .formatted(
                            completed.reachesFloor() ? "reached" : "MISSED",
                            figures.exported(),
                            Numbers.text(floor))));
    return text.toString();
  }
}
