package bnn4j.cluster.command;

import bnn4j.cli.training.TrainCommand;
import bnn4j.cluster.spark.Cluster;
import bnn4j.cluster.training.SparkRounds;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.averaging.Rounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code train --config FILE --master URL --workers K --average-every N}. */
@Command(
    name = "train",
    description =
        "Train on a Spark cluster: K networks learn apart and are averaged every N batches. The"
            + " network is that of 'train --workers K --average-every N' on one machine, to the bit;"
            + " all machines share --data. Ctrl-C saves and ends; --resume goes on.")
public final class TrainOnClusterCommand extends TrainCommand {
  @Mixin private MasterOption master;
  private Cluster cluster;

  @Override
  public Integer call() throws IOException {
    master.url();
    try {
      return super.call();
    } finally {
      if (cluster != null) {
        cluster.close();
      }
    }
  }

  @Override
  protected Optional<Rounds> rounds(TrainingSpec training, Path data) {
    if (!training.averaging().enabled()) {
      throw new Refusal(
          "a cluster trains by averaging: give --workers K, 2 or more, and --average-every N, or"
              + " averaging in the config (docs/training.md says what it costs)");
    }
    cluster = master.open("bnn4j train");
    return Optional.of(new SparkRounds(cluster, training, data));
  }
}
