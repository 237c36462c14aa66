package bnn4j.trainer.layers;

/** Combines the sums over the parts of a batch. */
interface PartSums {
  /** The part is the whole. */
  PartSums ALONE = sums -> {};

  /** Replaces sums over the part by those over all parts, waiting for the other workers' sums. */
  void complete(double[] sums);

  /**
   * Sums of several workers that each call {@code complete} once per batch, for the same purpose.
   * They are added in the workers' order, so every worker, and every run, gets the same total.
   *
   * @param meeting of all workers
   * @return one for each
   */
  static PartSums[] shared(int workers, MeetingPoint meeting) {
    double[][] parts = new double[workers][];
    PartSums[] shared = new PartSums[workers];
    for (int worker = 0; worker < workers; worker++) {
      int own = worker;
      shared[own] =
          sums -> {
            parts[own] = sums.clone();
            meeting.await();
            add(parts, sums);
          };
    }
    return shared;
  }

  private static void add(double[][] parts, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      double sum = 0;
      for (double[] part : parts) {
        sum += part[i];
      }
      sums[i] = sum;
    }
  }
}
