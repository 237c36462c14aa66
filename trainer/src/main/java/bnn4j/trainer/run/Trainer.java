package bnn4j.trainer.run;

import bnn4j.overlay.Refusal;
import bnn4j.trainer.batches.Batch;
import bnn4j.trainer.batches.BatchMaker;
import bnn4j.trainer.batches.BatchQueue;
import bnn4j.trainer.batches.InputValues;
import bnn4j.trainer.batches.Targets;
import bnn4j.trainer.network.NetworkBuilder;
import bnn4j.trainer.report.EpochMetrics;
import bnn4j.trainer.run.TrainingState.PartialEpoch;
import bnn4j.trainer.spec.Loss;
import bnn4j.trainer.spec.TrainingSpec;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The training loop: batch after batch, epoch after epoch, a checkpoint after each.
 *
 * <p>What an epoch does depends only on the spec and on the checkpoint before it, never on how
 * often the run was interrupted: the same seed gives the same network on the same machine and
 * number of threads.
 */
public final class Trainer {
  private final TrainingSpec spec;
  private final TrainingJob job;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final BatchMaker maker;
  private final Targets targets;
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
    this.spec = job.spec();
    this.job = job;
    this.checkpoints = checkpoints;
    this.listener = listener;
    InputValues values = new InputValues(job.overlay().topology().input());
    this.targets = new Targets(job.training().classNames().size(), spec.loss() == Loss.HIGHEST_BIT);
    this.maker =
        new BatchMaker(
            job.training(),
            spec.augmentation(),
            spec.input(),
            values,
            targets,
            spec.batchSize(),
            spec.seed());
    this.evaluator = new Evaluator(job.overlay(), spec.input());
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
   * @throws Refusal if the loss is no number any more
   */
  public TrainingState run(boolean resume) {
    Checkpoint from = resume ? checkpoints.latest() : freshNetwork();
    MultiLayerNetwork network = from.network();
    TrainingState state = from.state();
    listener.begins(state.epochsDone(), spec.epochs());
    try (BatchQueue queue = new BatchQueue(maker, state.epochsDone(), state.partial().batches())) {
      while (state.epochsDone() < spec.epochs() && !endsEarly(state)) {
        network.setEpochCount(state.epochsDone());
        state = state.with(trainEpoch(network, state, queue));
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
        && state.epochsDone() - state.bestEpoch() >= spec.earlyStopping().patience();
  }

  private Checkpoint freshNetwork() {
    MultiLayerNetwork network =
        NetworkBuilder.of(spec, job.overlay(), job.training().classNames().size()).build();
    return new Checkpoint(network, TrainingState.start());
  }

  private PartialEpoch trainEpoch(
      MultiLayerNetwork network, TrainingState state, BatchQueue queue) {
    PartialEpoch done = state.partial();
    Scores scores = new Scores();
    network.setListeners(List.of(scores));
    INDArray inputs = Nd4j.create(spec.batchSize(), job.training().shape().values());
    INDArray wanted = Nd4j.create(spec.batchSize(), job.training().classNames().size());
    while (done.batches() < maker.batches() && !stopping) {
      long start = System.nanoTime();
      Batch batch = queue.take();
      inputs.data().asNioFloat().put(batch.inputs());
      wanted.data().asNioFloat().put(batch.targets());
      scores.labels = batch.labels();
      network.fit(inputs, wanted);
      double loss = loss(network.score(), batch);
      done =
          new PartialEpoch(
              done.batches() + 1,
              done.lossSum() + loss,
              done.correct() + scores.correct,
              done.seconds() + (System.nanoTime() - start) / 1e9);
      int epoch = state.epochsDone() + 1;
      checkLoss(loss, epoch, done.batches());
      int images = done.batches() * spec.batchSize();
      listener.batchDone(epoch, images, maker.batches() * spec.batchSize());
    }
    return done;
  }

  /** DL4J's score is a sum over outputs, in which each ignored output counts 1. */
  private double loss(double score, Batch batch) {
    int classes = job.training().classNames().size();
    double free = 0;
    for (int label : batch.labels()) {
      free += targets.free(label);
    }
    return (score - free / batch.size()) / classes;
  }

  private void checkLoss(double loss, int epoch, int batch) {
    if (!Double.isFinite(loss)) {
      throw new Refusal(
          ("epoch %d, batch %d: the loss is %s; the last good state is in %s; start again with a"
                  + " smaller learning-rate.start than %s")
              .formatted(epoch, batch, loss, checkpoints.folder(), spec.learningRate().start()));
    }
  }

  private TrainingState finishEpoch(MultiLayerNetwork network, TrainingState state) {
    PartialEpoch done = state.partial();
    evaluator.recalibrate(network, job.training());
    double validation = evaluator.evaluate(network, job.validation()).decodedAccuracy();
    int epoch = state.epochsDone();
    double images = (double) done.batches() * spec.batchSize();
    EpochMetrics metrics =
        new EpochMetrics(
            epoch + 1,
            done.lossSum() / done.batches(),
            100 * done.correct() / images,
            validation,
            spec.learningRate().at(epoch, spec.epochs()),
            images / done.seconds(),
            done.seconds());
    TrainingState finished = state.finished(metrics);
    boolean best = finished.bestEpoch() == epoch + 1;
    network.setEpochCount(epoch + 1);
    checkpoints.save(new Checkpoint(network, finished), best);
    listener.epochDone(metrics, best);
    return finished;
  }

  /** Counts, in the forward pass of training, how many images decode to their label. */
  private final class Scores extends BaseTrainingListener {
    private int[] labels = {};
    private long correct;

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
      INDArray outputs = activations.get(activations.size() - 1);
      Predictions predictions =
          new Predictions(
              outputs.dup('c').data().asFloat(), labels, (int) outputs.size(1), job.overlay());
      correct = predictions.decodedCorrect();
    }
  }
}
