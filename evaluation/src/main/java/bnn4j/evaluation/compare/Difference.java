package bnn4j.evaluation.compare;

/** The first value of an image that differs between two computations. */
public sealed interface Difference permits Disagreement, TraceDifference {
  /** Which image. */
  int image();

  /** Where in the network. */
  NeuronPosition at();

  /**
   * Whether the results for the image part, too: another bit, another class with the best score,
   * for two traces another word.
   */
  boolean reachesResult();

  /** What either side has, a line each. */
  String details();
}
