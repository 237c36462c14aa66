package bnn4j.trainer.loop;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.batches.BatchMaker;
import bnn4j.trainer.batches.BatchQueue;
import bnn4j.trainer.batches.InputValues;
import bnn4j.trainer.batches.Targets;
import bnn4j.trainer.loop.TrainingState.PartialEpoch;
import bnn4j.trainer.model.NativeBackend;
import bnn4j.trainer.model.NetworkBuilder;
import bnn4j.trainer.settings.Loss;
import bnn4j.trainer.settings.TrainingSettings;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The training loop: batch after batch, epoch after epoch, a checkpoint after each. One object
 * trains once.
 *
 * <p>What an epoch does depends only on the settings and on the checkpoint or starting weights
 * before it, never on how often the run was interrupted: the same seed gives the same network on
 * the same machine and number of threads.
 */
public final class Trainer {
  private final TrainingSettings settings;
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
   */
  public Trainer(TrainingJob job, Checkpoints checkpoints, TrainingListener listener) {
    NativeBackend.check();
    this.settings = job.settings();
    this.job = job;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.targets =
        new Targets(job.training().classNames().size(), settings.loss() == Loss.HIGHEST_BIT);
    this.maker =
        new BatchMaker(
            job.training(),
            settings.augmentation(),
            settings.input(),
            new InputValues(job.network().input()),
            targets,
            settings.batchSize(),
            settings.seed());
    this.evaluator = new Evaluator(job.network().input(), settings.input(), job.threads());
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
    Checkpoint from = resume ? savedNetwork() : freshNetwork();
    MultiLayerNetwork network = from.network();
    TrainingState state = from.state();
    listener.begins(state.epochs(), settings.epochs());
    try (TrainingStep step =
            new TrainingStep(
                network,
                job.network().input(),
                job.judge(),
                targets,
                maker.emptyBatch(),
                job.threads());
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
    return state.epochsDone() >= settings.epochs() || endsEarly(state);
  }

  private boolean endsEarly(TrainingState state) {
    return settings.earlyStopping().enabled()
        && state.epochsWithoutImprovement() >= settings.earlyStopping().patience();
  }

  /** The checkpoint must be of a network that this run could have made. */
  private Checkpoint savedNetwork() {
    Checkpoint saved = checkpoints.newestWhole(listener::warns);
    try {
      NetworkBuilder.checkSame(untrainedNetwork(), saved.network());
      saved.state().checkWithin(settings.epochs(), maker.batches());
    } catch (Refusal e) {
      throw new Refusal(
          "%s: a checkpoint in it is of another run than the config describes: %s"
              .formatted(checkpoints.folder(), e.getMessage()),
          e);
    }
    return saved;
  }

  private MultiLayerNetwork untrainedNetwork() {
    return NetworkBuilder.of(settings, job.network(), job.training().classNames().size()).build();
  }

  private Checkpoint freshNetwork() {
    MultiLayerNetwork network = untrainedNetwork();
    job.start().ifPresent(weights -> weights.copyInto(network));
    return new Checkpoint(network, TrainingState.start());
  }

  private PartialEpoch trainEpoch(TrainingStep step, TrainingState state, BatchQueue queue) {
    PartialEpoch done = state.partial();
    int epoch = state.epochsDone() + 1;
    while (done.batches() < maker.batches() && !stopping) {
      long start = System.nanoTime();
      TrainingStep.Outcome outcome = step.learn(queue.take());
      checkLoss(outcome.loss(), epoch, done.batches() + 1);
      done = done.plus(outcome, secondsSince(start));
      listener.batchDone(
          epoch, done.batches() * settings.batchSize(), maker.batches() * settings.batchSize());
    }
    return done;
  }

  private TrainingState finishEpoch(MultiLayerNetwork network, TrainingState state) {
    long start = System.nanoTime();
    evaluator.recalibrate(network, job.training());
    double validation = job.judge().accuracy(evaluator.evaluate(network, job.validation()));
    PartialEpoch done = state.partial();
    int epoch = state.epochsDone() + 1;
    double images = (double) done.batches() * settings.batchSize();
    EpochMetrics metrics =
        new EpochMetrics(
            epoch,
            done.lossSum() / done.batches(),
            100 * done.correct() / images,
            validation,
            settings.learningRate().at(epoch - 1, settings.epochs()),
            images / done.seconds(),
            done.seconds() + secondsSince(start));
    TrainingState finished = state.finished(metrics);
    boolean best = finished.bestEpoch() == epoch;
    network.setEpochCount(epoch);
    checkpoints.save(new Checkpoint(network, finished), best, isFinished(finished));
    listener.epochDone(metrics, best);
    return finished;
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
            .formatted(what, settings.learningRate().start(), checkpoints.lastGood()));
  }
}
