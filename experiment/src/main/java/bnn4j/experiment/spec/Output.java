package bnn4j.experiment.spec;

import bnn4j.foundation.FolderName;

/** The output code of an exported set on overlays with one bit per output. */
public enum Output {
  /** One output per class. */
  BITS,
  /** Several outputs per class, at rising thresholds: docs/ladder.md. */
  LADDER;

  /**
   * What the folder of sets of a dataset is called: sets with a ladder have one of their own. One
   * name, whatever the dataset is called; it is no path.
   */
  public String folder(String dataset) {
    String folder = FolderName.of(dataset);
    return this == LADDER ? folder + "-ladder" : folder;
  }
}
