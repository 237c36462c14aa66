package bnn4j.trainer.averaging;

import java.util.List;

/** Runs rounds: on threads of this JVM, or on other machines. */
public interface Rounds extends AutoCloseable {
  /**
   * Learns a round.
   *
   * @param start the state that every worker begins with
   * @return the workers' results by their index, the same however often a worker had to begin again
   */
  List<RoundResult> learn(NetworkState start, Round round);

  @Override
  void close();
}
