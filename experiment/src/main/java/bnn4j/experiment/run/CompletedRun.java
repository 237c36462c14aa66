package bnn4j.experiment.run;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.Brightness;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.card.Provenance;
import bnn4j.evaluation.card.Start;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.experiment.export.LadderCalibration;
import bnn4j.experiment.export.ParameterExport;
import bnn4j.experiment.export.TrainedModel;
import bnn4j.experiment.report.RunSummary;
import bnn4j.experiment.spec.Output;
import bnn4j.experiment.spec.Target;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.Synthesis;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.deep.DeepSet;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.trainer.loop.Checkpoint;
import bnn4j.trainer.loop.TrainingState;
import bnn4j.trainer.ops.GemmPrecision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The results of a finished training: model file, parameter set, evaluation, card.
 *
 * @param spec how it was trained
 * @param exam on the test images
 * @param warnings of the folding
 * @param summary for the report
 */
public record CompletedRun(
    TrainingSpec spec, TestEvaluation exam, List<String> warnings, RunSummary summary) {
  /** Copies the list. */
  public CompletedRun {
    warnings = List.copyOf(warnings);
  }

  /**
   * Writes the model, folds and packs it, examines it on the test images, and writes the parameter
   * set with its card.
   *
   * @param plan how it was trained, on which images
   * @param run where the checkpoint of the best epoch is, and where all goes
   * @param state at the end of the training
   * @param config for the card; of a whole chain where the run was its last
   */
  public static CompletedRun complete(
      TrainingPlan plan, RunFolder run, TrainingState state, String config) throws IOException {
    TrainingSpec spec = plan.spec();
    Checkpoint chosen = plan.checkpoints(run).best();
    Card card = card(plan, state, run.start(), config);
    TrainedModel.write(chosen, card, spec.target(), run.modelFile());
    TrainedNetwork floats = chosen.trained(spec.target().network().input());
    Path folder = run.parametersFolder(spec);
    return spec.target() instanceof Target.Offload offload
        ? complete(plan, state, chosen, offload, floats, card, folder)
        : complete(plan, state, chosen, floats, card, folder);
  }

  private static CompletedRun complete(
      TrainingPlan plan,
      TrainingState state,
      Checkpoint chosen,
      Target.Offload target,
      TrainedNetwork floats,
      Card card,
      Path folder) {
    TrainingSpec spec = plan.spec();
    LabeledImages test = plan.dataset().test();
    DeepSet set = DeepSet.of(target.deep(), floats, plan.dataset().classNames());
    DeepModel model = DeepModel.of(set, Optional.of(card));
    TestEvaluation exam = TestEvaluation.of(chosen, floats, model, spec, test);
    Card examined = card.with(Card.Folding.EXACT, exam.figures());
    ParameterExport.write(DeepModel.of(set, Optional.of(examined)), folder);
    return new CompletedRun(
        spec, exam, List.of(), RunSummaries.of(spec, state, examined, exam, test));
  }

  private static CompletedRun complete(
      TrainingPlan plan,
      TrainingState state,
      Checkpoint chosen,
      TrainedNetwork floats,
      Card card,
      Path folder) {
    TrainingSpec spec = plan.spec();
    Synthesis synthesis =
        Finnthesizer.synthesize(
            floats, spec.overlay(), spec.folding(), plan.dataset().classNames());
    LabeledImages test = plan.dataset().test();
    ParameterSet parameters = coded(synthesis.parameters(), card, plan);
    DeployedModel model = DeployedModel.of(parameters, Optional.of(card.of(parameters)));
    TestEvaluation exam = TestEvaluation.of(chosen, floats, model, spec, test);
    Card examined =
        card.of(parameters).with(Card.Folding.valueOf(spec.folding().name()), exam.figures());
    ParameterExport.write(DeployedModel.of(parameters, Optional.of(examined)), folder);
    return new CompletedRun(
        spec, exam, synthesis.warnings(), RunSummaries.of(spec, state, examined, exam, test));
  }

  /** The levels of a ladder are chosen on the images that training learned from. */
  private static ParameterSet coded(ParameterSet bits, Card card, TrainingPlan plan) {
    return plan.spec().output() == Output.BITS
        ? bits
        : LadderCalibration.ladder(
            DeployedModel.of(bits, Optional.of(card)), plan.split().training());
  }

  /** Whether the exported set is as good as the config asks; true if it asks nothing. */
  public boolean reachesFloor() {
    return spec.floor().isEmpty() || exam.outcome().accuracy() >= spec.floor().getAsDouble();
  }

  private static Card card(
      TrainingPlan plan, TrainingState state, Optional<Start> start, String config) {
    TrainingSpec spec = plan.spec();
    Dataset dataset = plan.dataset();
    int best = state.bestEpoch();
    double validationAccuracy = state.epochs().get(best - 1).validationAccuracy();
    return new Card(
        spec.network(),
        spec.dataset(),
        dataset.checksum(),
        dataset.classNames(),
        spec.input(),
        Decode.MULTIPLE,
        spec.target().bitOutput() ? Card.Coding.BITS : Card.Coding.SCORES,
        null,
        spec.floor().isPresent() ? spec.floor().getAsDouble() : null,
        null,
        new Card.Training(
            spec.seed(),
            state.epochsDone(),
            best,
            Double.isNaN(validationAccuracy) ? null : validationAccuracy,
            state.seconds(),
            Card.Gemm.valueOf(GemmPrecision.chosen().name())),
        start.orElse(null),
        Provenance.here(),
        CardFile.config(config),
        Brightness.of(plan.split().training(), spec.input(), spec.target().binaryInput())
            .percent());
  }
}
