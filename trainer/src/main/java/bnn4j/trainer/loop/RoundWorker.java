package bnn4j.trainer.loop;

import bnn4j.trainer.averaging.NetworkState;
import bnn4j.trainer.averaging.Round;
import bnn4j.trainer.averaging.RoundResult;
import bnn4j.trainer.batches.BatchMaker;
import bnn4j.trainer.batches.MiniBatch;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Learns a worker's part of a round: state in, state out. Keeps a network and its buffers, but
 * nothing of one round matters to the next, so any of these may take any worker's part, and take it
 * again.
 *
 * <p>Learns on one thread, because the number of threads that share a batch is seen in the last
 * digits. For use by one thread.
 */
public final class RoundWorker implements AutoCloseable {
  private final int batchSize;
  private final BatchMaker maker;
  private final MiniBatch batch;
  private final MultiLayerNetwork network;
  private final TrainingStep step;

  /** A worker for a job; it needs the job's training images only. */
  public RoundWorker(TrainingJob job) {
    this.batchSize = job.settings().batchSize();
    this.maker = job.batchMaker();
    this.batch = maker.emptyBatch();
    this.network = job.untrainedNetwork();
    this.step =
        new TrainingStep(
            network, job.network().input(), job.judge(), job.targets(), Optional.empty(), batch, 1);
  }

  /**
   * Learns.
   *
   * @param start the state to begin with; stays as it is
   * @param worker whose part, from 0
   */
  public RoundResult learn(NetworkState start, Round round, int worker) {
    NetworkStates.load(start, network);
    network.setEpochCount(round.epoch());
    // As in one long batch of all workers' images: no two draw the same dropout.
    step.begin(worker * batchSize);
    double lossSum = 0;
    long correct = 0;
    for (int i = 0; i < round.batches(); i++) {
      maker.fill(batch, round.epoch(), round.batchOf(worker, i));
      TrainingStep.Outcome outcome = step.learn(batch);
      lossSum += outcome.loss();
      correct += outcome.correct();
    }
    return new RoundResult(NetworkStates.of(network), lossSum, correct);
  }

  @Override
  public void close() {
    step.close();
  }
}
