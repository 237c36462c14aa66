package bnn4j.evaluation.compare;

import bnn4j.overlay.engine.Trace;
import java.util.OptionalInt;
import java.util.SortedSet;

/** Provides the values that an accelerator computes. Several threads may use it. */
public interface TraceSource {
  /** What it is called. */
  String name();

  /** The numbers of the images that it can show. */
  SortedSet<Integer> images();

  /** Everything computed for one of them. */
  Trace trace(int image);

  /**
   * The thresholds of a neuron; empty if they are unknown, or there are none.
   *
   * @param layer from 0
   * @param neuron from 0
   */
  int[] thresholds(int layer, int neuron);

  /**
   * The cycle in which hardware had an accumulator, since it was started; empty where it is not
   * hardware's.
   *
   * @param layer from 0
   * @param index among the accumulators of the layer
   */
  default OptionalInt cycle(int image, int layer, int index) {
    return OptionalInt.empty();
  }

  /**
   * Whether the outputs of the last layer are a ladder: then their thresholds are not those of a
   * float model, and only their sums can be compared with it.
   */
  default boolean ladder() {
    return false;
  }
}
