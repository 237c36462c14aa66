package bnn4j.trainer.loop;

import bnn4j.trainer.batches.BatchMaker;
import bnn4j.trainer.batches.BatchQueue;

/** A network that is trained batch by batch. */
final class BatchLearner implements Learner {
  private final BatchMaker maker;
  private final TrainingStep step;
  private final BatchQueue queue;

  /**
   * A learner.
   *
   * @param maker of the batches, from now on the queue's alone
   * @param step that learns
   * @param state where the run stands; the pieces follow from there without a gap
   */
  BatchLearner(BatchMaker maker, TrainingStep step, TrainingState state) {
    this.maker = maker;
    this.step = step;
    this.queue = new BatchQueue(maker, state.epochsDone(), state.partial().batches());
  }

  @Override
  public int batches() {
    return maker.batches();
  }

  @Override
  public Learned learn(int epoch, int done) {
    TrainingStep.Outcome outcome = step.learn(queue.take());
    return new Learned(1, outcome.loss(), outcome.correct());
  }

  @Override
  public void close() {
    queue.close();
    step.close();
  }
}
