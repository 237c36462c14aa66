package bnn4j.cluster.command;

import bnn4j.cli.training.SweepCommand;
import bnn4j.cluster.spark.Cluster;
import bnn4j.cluster.training.SparkTrials;
import bnn4j.experiment.run.SpecData;
import bnn4j.experiment.sweep.SweepFolder;
import bnn4j.experiment.sweep.TrialPlace;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sweep FILE --master URL --out DIR}. */
@Command(
    name = "sweep",
    description =
        "Trains a config with many values of its keys on a Spark cluster, one trial per"
            + " core, and ranks them by validation accuracy. All machines share --out and"
            + " --data. Ctrl-C stops; --resume continues from the checkpoints.")
public final class SweepOnClusterCommand extends SweepCommand {
  @Mixin private MasterOption master;
  private Cluster cluster;

  @Override
  public Integer call() {
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
  protected TrialPlace place(
      int hands, SpecData images, SweepFolder folder, Path data, Consumer<String> warnings) {
    cluster = master.open("bnn4j sweep");
    return new SparkTrials(cluster, data, folder.path());
  }

  @Override
  protected String where(int hands) {
    return "on a cluster, one trial per core";
  }
}
