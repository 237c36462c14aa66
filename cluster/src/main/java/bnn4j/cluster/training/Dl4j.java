package bnn4j.cluster.training;

import bnn4j.foundation.Refusal;

/** Checks that a worker can train: no other command requires DL4J. */
final class Dl4j {
  private Dl4j() {}

  /** What to say of a worker that has it not, or on which its natives do not load. */
  static Refusal missing(LinkageError cause) {
    return new Refusal(
        ("the worker lacks DL4J, or its native libraries do not load (%s); build this"
                + " project there in the same folder, or list the jars in"
                + " spark.executor.extraClassPath (docs/cluster.md)")
            .formatted(cause),
        cause);
  }
}
