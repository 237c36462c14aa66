package bnn4j.cluster.training;

import bnn4j.cluster.spark.Cluster;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.trainer.averaging.NetworkState;
import bnn4j.trainer.averaging.Round;
import bnn4j.trainer.averaging.RoundResult;
import bnn4j.trainer.averaging.Rounds;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;

/**
 * Rounds on a cluster: the state is sent to the workers, and their states are returned as task
 * results in the order of the workers. A lost worker is replaced by another one, which trains the
 * same part.
 */
public final class SparkRounds implements Rounds {
  private final Cluster cluster;
  private final Experiment experiment;

  /**
   * Rounds.
   *
   * @param spec what is trained
   * @param data folder of the datasets, which all workers see
   */
  public SparkRounds(Cluster cluster, TrainingSpec spec, Path data) {
    this.cluster = cluster;
    this.experiment =
        new Experiment(
            spec.name(),
            spec.toYaml(),
            spec.target().isPublished() ? null : spec.target().toYaml(),
            data.toAbsolutePath().toString());
  }

  @Override
  public List<RoundResult> learn(NetworkState start, Round round) {
    Broadcast<NetworkState> state = cluster.broadcast(start);
    try {
      List<Integer> workers = IntStream.range(0, round.workers()).boxed().toList();
      return cluster.run(workers, new LearnRound(experiment, state, round), done -> {});
    } finally {
      state.destroy();
    }
  }

  @Override
  public void close() {
    // The cluster is whoever's it was before.
  }
}
