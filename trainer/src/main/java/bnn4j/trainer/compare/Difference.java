package bnn4j.trainer.compare;

/** The first value on which two computations of an image part. */
public sealed interface Difference permits Disagreement, TraceDifference {
  /** Which image. */
  int image();

  /** Where in the network. */
  NeuronPosition at();

  /** What either side has, a line each. */
  String details();
}
