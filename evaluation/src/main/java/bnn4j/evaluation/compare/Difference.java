package bnn4j.evaluation.compare;

/** The first value of an image that differs between two computations. */
public sealed interface Difference permits Disagreement, TraceDifference {
  /** Which image. */
  int image();

  /** Where in the network. */
  NeuronPosition at();

  /**
   * Whether the results of the image differ: another bit, another best class, or for two traces
   * another output word.
   */
  boolean reachesResult();

  /** The values of both sides, a line each. */
  String details();
}
