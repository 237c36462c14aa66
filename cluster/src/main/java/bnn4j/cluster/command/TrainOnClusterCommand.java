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
        "Trains on a Spark cluster: K networks are trained separately and averaged every"
            + " N batches. The result is bit-identical to 'train --workers K"
            + " --average-every N' on one machine. All machines share --data. Ctrl-C saves"
            + " and stops; --resume continues.")
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
          "training on a cluster requires averaging: specify --workers K (at least 2)"
              + " and --average-every N, or averaging in the config (docs/training.md)");
    }
    cluster = master.open("bnn4j train");
    return Optional.of(new SparkRounds(cluster, training, data));
  }
}
