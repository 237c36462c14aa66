package bnn4j.cluster.spark;

/** Receives the progress of a job. */
@FunctionalInterface
public interface Progress {
  /**
   * A task is done.
   *
   * @param task its number, from 0; told once for each
   */
  void done(int task);
}
