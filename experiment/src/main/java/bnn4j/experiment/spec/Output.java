package bnn4j.experiment.spec;

/** How an exported set codes its classes in the outputs of an overlay that answers with bits. */
public enum Output {
  /** One output per class. */
  BITS,
  /** Several outputs per class, at rising thresholds: docs/ladder.md. */
  LADDER;

  /** What the folder of sets of a data set is called: sets with a ladder have one of their own. */
  public String folder(String dataset) {
    return this == LADDER ? dataset + "-ladder" : dataset;
  }
}
