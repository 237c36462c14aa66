package bnn4j.cluster.command;

import bnn4j.cluster.spark.Cluster;
import bnn4j.cluster.spark.MasterUrl;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The cluster. */
final class MasterOption {
  @Option(
      names = "--master",
      paramLabel = "URL",
      required = true,
      description =
          "Cluster: spark://HOST:PORT, yarn, k8s://URL, or local[N] for N threads on this machine.")
  private String master;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * The cluster's address.
   *
   * @throws bnn4j.foundation.Refusal if it is none
   */
  MasterUrl url() {
    return new MasterUrl(master);
  }

  /**
   * Starts an application there.
   *
   * @param name that the cluster shows
   * @throws bnn4j.foundation.Refusal if there is no cluster, or it does not accept the application
   */
  Cluster open(String name) {
    return Cluster.open(
        name,
        url(),
        warning -> {
          command.commandLine().getErr().println(warning);
          command.commandLine().getErr().flush();
        });
  }
}
