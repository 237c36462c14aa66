package bnn4j.cluster.command;

import bnn4j.cli.option.Count;
import bnn4j.cluster.input.Images;
import bnn4j.cluster.spark.Cluster;
import picocli.CommandLine.Option;

/** The number of parts. */
final class ShardOption {
  private static final int IMAGES_PER_SHARD = 10_000;
  private static final int SHARDS_PER_CORE = 4;
  private static final int MOST = 10_000;

  @Option(
      names = "--shards",
      paramLabel = "N",
      converter = Count.class,
      description =
          "Number of parts of the input (default: one per 10000 images, at least four"
              + " per parallel task).")
  private Integer shards;

  /** As many as asked for, or as lose little with a worker and show progress. */
  int shards(Cluster cluster, Images images) {
    if (shards != null) {
      return shards;
    }
    long blocks = (images.count() + IMAGES_PER_SHARD - 1) / IMAGES_PER_SHARD;
    return (int) Math.max((long) SHARDS_PER_CORE * cluster.parallelism(), Math.min(blocks, MOST));
  }
}
