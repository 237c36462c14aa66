package bnn4j.cluster.accuracy;

import bnn4j.cluster.input.Shard;
import bnn4j.cluster.input.View;
import bnn4j.cluster.sets.SetBundle;
import bnn4j.cluster.spark.Cluster;
import bnn4j.cluster.spark.Progress;
import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.evaluation.accuracy.AccuracyCheck.Outcome;
import bnn4j.evaluation.model.ClassMatch;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.report.ConfusionMatrix;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.host.Decode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks several sets over the same images. */
public final class AccuracyJob {
  private final Cluster cluster;
  private final Decode decode;
  private final Consumer<String> warn;

  /**
   * A job.
   *
   * @param decode how output words become a class
   * @param warn takes warnings
   */
  public AccuracyJob(Cluster cluster, Decode decode, Consumer<String> warn) {
    this.cluster = cluster;
    this.decode = decode;
    this.warn = warn;
  }

  /**
   * Runs it.
   *
   * @param views how each set looks at the images, in the order of the sets
   * @return what came of each set, without output words, in their order
   * @throws Refusal if images cannot be read, naming the shard, or more pictures than a set allows
   */
  public List<Outcome> run(
      List<SetBundle> sets,
      List<View> views,
      List<Shard> shards,
      HadoopFiles files,
      Progress progress) {
    long start = System.nanoTime();
    CountShard task = new CountShard(cluster.broadcast(List.copyOf(sets)), views, files, decode);
    List<List<SetCount>> counts = cluster.run(shards, task, progress);
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      int set = i;
      SetCount all =
          counts.stream().map(shard -> shard.get(set)).reduce(SetCount::plus).orElseThrow();
      DeployedModel stored = sets.get(i).set();
      report(all.skipped(), stored);
      List<String> names = views.get(i).classNames();
      outcomes.add(
          new Outcome(
              new long[0],
              new ConfusionMatrix(
                  stored.match(names).map(ClassMatch::names).orElse(names), all.counts()),
              all.undecoded(),
              seconds));
    }
    return outcomes;
  }

  private void report(List<String> skipped, DeployedModel set) {
    int most = set.reading(warn).unreadable();
    if (skipped.size() > most) {
      throw new Refusal(
          ("%d images cannot be read; %d are allowed (pictures.unreadable in the"
                  + " config); the first:"
                  + " %s")
              .formatted(skipped.size(), most, skipped.get(0)));
    }
    skipped.forEach(line -> warn.accept("skipped: " + line));
  }
}
