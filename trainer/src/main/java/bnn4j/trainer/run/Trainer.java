package bnn4j.trainer.run;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.batches.BatchMaker;
import bnn4j.trainer.batches.BatchQueue;
import bnn4j.trainer.batches.InputValues;
import bnn4j.trainer.batches.Targets;
import bnn4j.trainer.network.NetworkBuilder;
import bnn4j.trainer.report.EpochMetrics;
import bnn4j.trainer.run.TrainingState.PartialEpoch;
import bnn4j.trainer.spec.Loss;
import bnn4j.trainer.spec.Output;
import bnn4j.trainer.spec.TrainingSpec;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The training loop: batch after batch, epoch after epoch, a checkpoint after each. One object
 * trains once.
 *
 * <p>What an epoch does depends only on the spec and on the checkpoint or starting weights before
 * it, never on how often the run was interrupted: the same seed gives the same network on the same
 * machine and number of threads.
 */
public final class Trainer {
  private final TrainingSpec spec;
  private final TrainingJob job;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final Targets targets;
  private final BatchMaker maker;
  private final Evaluator evaluator;
  private volatile boolean stopping;

  /**
   * A trainer.
   *
   * @param job what to train
   * @param checkpoints where to save
   * @param listener who is told
   * @throws Refusal if the training images do not fill one batch
   */
  public Trainer(TrainingJob job, Checkpoints checkpoints, TrainingListener listener) {
    this.spec = job.spec();
    this.job = job;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.targets = new Targets(job.training().classNames().size(), spec.loss() == Loss.HIGHEST_BIT);
    this.maker =
        new BatchMaker(
            job.training(),
            spec.augmentation(),
            spec.input(),
            new InputValues(job.overlay().network().input()),
            targets,
            spec.batchSize(),
            spec.seed());
    this.evaluator = new Evaluator(job.overlay(), spec.input(), job.threads());
    if (maker.batches() == 0) {
      throw new Refusal(
          "batch-size %d is more than the %d training images; make it smaller"
              .formatted(spec.batchSize(), job.training().size()));
    }
  }

  /** Asks, from any thread, for the run to end after the present batch, saving where it stands. */
  public void stop() {
    stopping = true;
  }

  /**
   * Trains to the last epoch, to early stopping, or until {@link #stop}.
   *
   * @param resume whether to go on from the latest checkpoint
   * @return where the run stands; the networks are in the checkpoints
   * @throws Refusal if the numbers go out of range, or a checkpoint cannot be read or written
   */
  public TrainingState run(boolean resume) {
    Checkpoint from = resume ? checkpoints.latest() : freshNetwork();
    MultiLayerNetwork network = from.network();
    TrainingState state = from.state();
    listener.begins(state.epochs(), spec.epochs());
    try (TrainingStep step =
            new TrainingStep(network, job.overlay(), targets, maker.emptyBatch(), job.threads());
        BatchQueue queue = new BatchQueue(maker, state.epochsDone(), state.partial().batches())) {
      while (!isFinished(state)) {
        network.setEpochCount(state.epochsDone());
        state = state.with(trainEpoch(step, state, queue));
        checkParameters(network, state.epochsDone() + 1);
        if (state.partial().batches() < maker.batches()) {
          checkpoints.saveLatest(new Checkpoint(network, state));
          return state;
        }
        state = finishEpoch(network, state);
      }
    }
    return state;
  }

  /** Whether the run of which this is the state has nothing left to do. */
  public boolean isFinished(TrainingState state) {
    return state.epochsDone() >= spec.epochs() || endsEarly(state);
  }

  private boolean endsEarly(TrainingState state) {
    return spec.earlyStopping().enabled()
        && state.epochsWithoutImprovement() >= spec.earlyStopping().patience();
  }

  private Checkpoint freshNetwork() {
    MultiLayerNetwork network =
        NetworkBuilder.of(spec, job.overlay().network(), job.training().classNames().size())
            .build();
    job.start().ifPresent(weights -> weights.copyInto(network));
    return new Checkpoint(network, TrainingState.start());
  }

  private PartialEpoch trainEpoch(TrainingStep step, TrainingState state, BatchQueue queue) {
    PartialEpoch done = state.partial();
    int epoch = state.epochsDone() + 1;
    while (done.batches() < maker.batches() && !stopping) {
      long start = System.nanoTime();
      TrainingStep.Outcome outcome = step.learn(queue.take());
      done = done.plus(outcome, secondsSince(start));
      checkLoss(outcome.loss(), epoch, done.batches());
      listener.batchDone(
          epoch, done.batches() * spec.batchSize(), maker.batches() * spec.batchSize());
    }
    return done;
  }

  private TrainingState finishEpoch(MultiLayerNetwork network, TrainingState state) {
    long start = System.nanoTime();
    evaluator.recalibrate(network, job.training());
    double validation = accuracy(evaluator.evaluate(network, job.validation()));
    PartialEpoch done = state.partial();
    int epoch = state.epochsDone() + 1;
    double images = (double) done.batches() * spec.batchSize();
    EpochMetrics metrics =
        new EpochMetrics(
            epoch,
            done.lossSum() / done.batches(),
            100 * done.correct() / images,
            validation,
            spec.learningRate().at(epoch - 1, spec.epochs()),
            images / done.seconds(),
            done.seconds() + secondsSince(start));
    TrainingState finished = state.finished(metrics);
    boolean best = finished.bestEpoch() == epoch;
    network.setEpochCount(epoch);
    checkpoints.save(new Checkpoint(network, finished), best, isFinished(finished));
    listener.epochDone(metrics, best);
    return finished;
  }

  /** A ladder, whose levels are chosen at the end, comes close to the largest score. */
  private double accuracy(Predictions predictions) {
    return spec.output() == Output.LADDER && predictions.largestMeansSomething(spec.loss())
        ? predictions.argmaxAccuracy()
        : predictions.decodedAccuracy();
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private void checkLoss(double loss, int epoch, int batch) {
    if (!Double.isFinite(loss)) {
      throw diverged("epoch %d, batch %d: the loss is %s".formatted(epoch, batch, loss));
    }
  }

  /**
   * The last step may have spoiled what no loss has shown yet. One that is not finite is enough.
   */
  private void checkParameters(MultiLayerNetwork network, int epoch) {
    double sum = network.params().sumNumber().doubleValue();
    if (!Double.isFinite(sum)) {
      throw diverged("epoch %d: the sum of all parameters is %s".formatted(epoch, sum));
    }
  }

  private Refusal diverged(String what) {
    return new Refusal(
        "%s; start again with a smaller learning-rate.start than %s; %s"
            .formatted(what, spec.learningRate().start(), checkpoints.lastGood()));
  }
}
