package bnn4j.trainer.loop;

/** Trains the network of a run, a part of an epoch at a time. */
interface Learner extends AutoCloseable {
  /**
   * What came of a piece.
   *
   * @param batches in it, of all workers
   * @param lossSum of their losses
   * @param correct images that the networks, dropout and all, decoded right
   */
  record Learned(int batches, double lossSum, long correct) {}

  /** Batches that an epoch has. */
  int batches();

  /**
   * Learns the next piece.
   *
   * @param epoch from 0
   * @param done batches of it that were learned before, fewer than all
   */
  Learned learn(int epoch, int done);

  @Override
  void close();
}
