package bnn4j.experiment.sweep;

import java.util.List;
import java.util.function.Consumer;

/** Where trials run: on threads of this machine, or on other machines. */
public interface TrialPlace {
  /**
   * Runs trials, in any order and several at a time. A trial that fails does so alone: its result
   * says why.
   *
   * @param trials to run
   * @param done receives each result as soon as it is known, one call at a time; not of those that
   *     were interrupted
   */
  void run(List<Trial> trials, Consumer<TrialResult> done);

  /** Asks, from any thread, those that run to save and end, and the others not to begin. */
  void stop();
}
