package bnn4j.trainer.loop;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.averaging.Rounds;
import bnn4j.trainer.batches.BatchMaker;
import bnn4j.trainer.loop.TrainingState.PartialEpoch;
import bnn4j.trainer.model.NativeBackend;
import bnn4j.trainer.model.NetworkBuilder;
import bnn4j.trainer.settings.TrainingSettings;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The training loop: batch after batch, epoch after epoch, a checkpoint after each. One object
 * trains once.
 *
 * <p>What an epoch does depends only on the settings and on the checkpoint or starting weights
 * before it, never on how often the run was interrupted: the same seed gives the same network on
 * the same machine and number of threads. With {@link bnn4j.trainer.settings.Averaging} the number
 * of threads does not matter either.
 */
public final class Trainer {
  private final TrainingSettings settings;
  private final TrainingJob job;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final Optional<Rounds> rounds;
  private final Evaluator evaluator;
  private final Evaluator calibrator;
  private volatile boolean stopping;

  /**
   * A trainer.
   *
   * @param job what to train
   * @param checkpoints where to save
   * @param listener who is told
   */
  public Trainer(TrainingJob job, Checkpoints checkpoints, TrainingListener listener) {
    this(job, checkpoints, listener, Optional.empty());
  }

  /**
   * A trainer whose workers learn elsewhere.
   *
   * @param rounds where; closed at the end. Without, on threads of this JVM. Not used unless the
   *     job averages
   */
  public Trainer(
      TrainingJob job,
      Checkpoints checkpoints,
      TrainingListener listener,
      Optional<Rounds> rounds) {
    NativeBackend.check();
    this.settings = job.settings();
    this.job = job;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.rounds = rounds;
    this.evaluator = evaluator(job.threads());
    // Sums of other threads' sums end in other digits, which averaging is to be free of.
    this.calibrator = settings.averaging().enabled() ? evaluator(1) : evaluator;
  }

  private Evaluator evaluator(int threads) {
    return new Evaluator(job.network().input(), settings.input(), threads);
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
    try (Learner learner = learner(network, state)) {
      while (!isFinished(state)) {
        network.setEpochCount(state.epochsDone());
        state = state.with(trainEpoch(learner, state));
        checkParameters(network, state.epochsDone() + 1);
        if (state.partial().batches() < learner.batches()) {
          checkpoints.saveLatest(new Checkpoint(network, state));
          return state;
        }
        state = finishEpoch(network, state);
      }
    }
    if (state.epochsDone() < settings.epochs()) {
      listener.endsEarly(state.epochsDone(), settings.earlyStopping().patience());
    }
    return state;
  }

  private Learner learner(MultiLayerNetwork network, TrainingState state) {
    BatchMaker maker = job.batchMaker();
    if (settings.averaging().enabled()) {
      return new RoundLearner(
          network,
          settings.averaging(),
          maker.batches(),
          rounds.orElseGet(() -> new LocalRounds(job)));
    }
    TrainingStep step =
        new TrainingStep(
            network,
            job.network().input(),
            job.judge(),
            job.targets(),
            job.teacher(),
            maker.emptyBatch(),
            job.threads());
    return new BatchLearner(maker, step, state);
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
      NetworkBuilder.checkSame(job.untrainedNetwork(), saved.network());
      saved.state().checkWithin(settings.epochs(), job.batchMaker().batches());
    } catch (Refusal e) {
      throw new Refusal(
          "%s: a checkpoint belongs to another run than the config: %s"
              .formatted(checkpoints.folder(), e.getMessage()),
          e);
    }
    return saved;
  }

  private Checkpoint freshNetwork() {
    MultiLayerNetwork network = job.untrainedNetwork();
    job.start()
        .ifPresent(
            weights -> {
              weights.copyInto(network);
              if (!weights.hasStatistics()) {
                calibrator.adoptStatistics(network, job.training());
              }
            });
    return new Checkpoint(network, TrainingState.start());
  }

  private PartialEpoch trainEpoch(Learner learner, TrainingState state) {
    PartialEpoch done = state.partial();
    int epoch = state.epochsDone() + 1;
    while (done.batches() < learner.batches() && !stopping) {
      long start = System.nanoTime();
      Learner.Learned piece = learner.learn(epoch - 1, done.batches());
      checkLoss(piece, epoch, done.batches());
      done = done.plus(piece, secondsSince(start));
      listener.batchDone(
          epoch, done.batches() * settings.batchSize(), learner.batches() * settings.batchSize());
    }
    return done;
  }

  private TrainingState finishEpoch(MultiLayerNetwork network, TrainingState state) {
    long start = System.nanoTime();
    calibrator.recalibrate(network, job.training());
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

  private void checkLoss(Learner.Learned piece, int epoch, int before) {
    if (!Double.isFinite(piece.lossSum())) {
      throw diverged(
          "epoch %d, batch %d: the loss is %s"
              .formatted(epoch, before + piece.batches(), piece.lossSum()));
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
