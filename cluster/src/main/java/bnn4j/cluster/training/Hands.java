package bnn4j.cluster.training;

import bnn4j.datasets.Dataset;
import bnn4j.experiment.run.TrainingPlan;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.trainer.loop.RoundWorker;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The idle workers of this JVM. They are reused, because creating one takes longer than a round.
 */
final class Hands {
  private static final ConcurrentHashMap<Experiment, ConcurrentLinkedQueue<RoundWorker>> FREE =
      new ConcurrentHashMap<>();

  private Hands() {}

  /** One that is not in use. */
  static RoundWorker take(Experiment experiment) {
    RoundWorker free = queue(experiment).poll();
    return free == null ? make(experiment) : free;
  }

  /** Lets others use it; not called for one that failed. */
  static void giveBack(Experiment experiment, RoundWorker hand) {
    queue(experiment).add(hand);
  }

  private static ConcurrentLinkedQueue<RoundWorker> queue(Experiment experiment) {
    return FREE.computeIfAbsent(experiment, of -> new ConcurrentLinkedQueue<>());
  }

  private static RoundWorker make(Experiment experiment) {
    TrainingSpec spec = experiment.spec();
    Dataset dataset = LoadedData.of(Path.of(experiment.data())).of(spec);
    TrainingPlan plan = TrainingPlan.resolved(spec, dataset);
    return new RoundWorker(plan.job(Optional.empty(), OptionalInt.of(1)));
  }
}
