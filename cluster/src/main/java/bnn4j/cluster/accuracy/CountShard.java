package bnn4j.cluster.accuracy;

import bnn4j.cluster.input.Block;
import bnn4j.cluster.input.Shard;
import bnn4j.cluster.input.Sight;
import bnn4j.cluster.input.View;
import bnn4j.cluster.sets.SetBundle;
import bnn4j.cluster.spark.ShardFailure;
import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.overlay.driver.EngineAccelerator;
import bnn4j.overlay.host.Decode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Counts on a worker the correct images of a shard for each set; the images are read once for all
 * sets.
 */
final class CountShard implements Function<Shard, List<SetCount>> {
  private static final long serialVersionUID = 1;

  private final Broadcast<List<SetBundle>> sets;
  private final List<View> views;
  private final HadoopFiles files;
  private final Decode decode;

  CountShard(Broadcast<List<SetBundle>> sets, List<View> views, HadoopFiles files, Decode decode) {
    this.sets = sets;
    this.views = List.copyOf(views);
    this.files = files;
    this.decode = decode;
  }

  @Override
  public List<SetCount> call(Shard shard) {
    try {
      return count(shard);
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      throw new ShardFailure(shard.place(), e);
    }
  }

  private List<SetCount> count(Shard shard) {
    List<DeployedModel> loaded = SetBundle.load(sets.value());
    List<SetCount> counts = new ArrayList<>();
    loaded.forEach(set -> counts.add(SetCount.nothing(set.parameters().classes())));
    for (Block block : shard.blocks()) {
      List<Sight> sights = block.read(files, views);
      for (int i = 0; i < loaded.size(); i++) {
        counts.set(i, counts.get(i).plus(count(loaded.get(i), sights.get(i))));
      }
    }
    return counts;
  }

  private SetCount count(DeployedModel set, Sight sight) {
    LabeledImages images = sight.images();
    AccuracyCheck check = new AccuracyCheck(set, decode);
    // One thread: a worker runs as many tasks as it has cores.
    try (EngineAccelerator engine = new EngineAccelerator(set.overlay(), 1)) {
      return SetCount.of(check.run(engine, images, done -> {}), sight.skipped());
    }
  }
}
