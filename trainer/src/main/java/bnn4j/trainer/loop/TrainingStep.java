package bnn4j.trainer.loop;

import bnn4j.network.InputFormat;
import bnn4j.trainer.batches.MiniBatch;
import bnn4j.trainer.batches.Targets;
import bnn4j.trainer.layers.Replicas;
import bnn4j.trainer.layers.Teacher;
import bnn4j.trainer.layers.WorkerFailed;
import bnn4j.trainer.ops.RowParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Lets a network learn from one batch after the other, on several threads. */
public final class TrainingStep implements AutoCloseable {
  private final Targets targets;
  private final int classes;
  private final Replicas replicas;
  private final List<Worker> workers = new ArrayList<>();

  /**
   * A step for batches of one size.
   *
   * @param network learns; until the step is closed nothing else may change its weights
   * @param input what the network sees of a picture
   * @param judge who counts what is right
   * @param targets what the batches ask for
   * @param teacher whose outputs the network learns from, too
   * @param like a batch of the size of all
   * @param threads to share the batch among, at least 1; more than images are too many
   */
  public TrainingStep(
      MultiLayerNetwork network,
      InputFormat input,
      Judge judge,
      Targets targets,
      Optional<Teacher> teacher,
      MiniBatch like,
      int threads) {
    this.targets = targets;
    this.classes = like.targets().length / like.size();
    RowParts parts = RowParts.even(like.size(), Math.min(threads, like.size()));
    this.replicas = new Replicas(network, parts, teacher);
    for (int i = 0; i < parts.count(); i++) {
      workers.add(new Worker(replicas, i, parts.first(i), parts.size(i), input, classes, judge));
    }
  }

  /**
   * What the network made of a batch before it learned from it.
   *
   * @param loss mean over images and outputs
   * @param correct images that it, dropout and all, decoded to their label
   */
  public record Outcome(double loss, long correct) {}

  /**
   * From now on the network has other parameters, and the batches are parts of larger ones, as
   * dropout sees them.
   *
   * @param firstImage place of their first image in those
   */
  void begin(int firstImage) {
    replicas.begin(firstImage);
  }

  /** Learns from a batch. */
  public Outcome learn(MiniBatch batch) {
    List<Future<Worker.Outcome>> parts =
        workers.stream().map(worker -> worker.learn(batch)).toList();
    double lossSum = 0;
    long correct = 0;
    for (Worker.Outcome outcome : outcomes(parts)) {
      lossSum += outcome.lossSum();
      correct += outcome.correct();
    }
    replicas.batchDone();
    return new Outcome(loss(batch, lossSum), correct);
  }

  /** Waits for all parts; if some failed, the others only failed because of them. */
  private static List<Worker.Outcome> outcomes(List<Future<Worker.Outcome>> parts) {
    List<Worker.Outcome> outcomes = new ArrayList<>();
    Throwable failure = null;
    for (Future<Worker.Outcome> part : parts) {
      try {
        outcomes.add(part.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted during a training step", e);
      } catch (ExecutionException e) {
        boolean follows = e.getCause() instanceof WorkerFailed;
        failure = failure == null || !follows ? e.getCause() : failure;
      }
    }
    if (failure != null) {
      throw new IllegalStateException("a worker failed: " + failure, failure);
    }
    return outcomes;
  }

  /** DL4J's score is a sum over outputs, in which each ignored output counts 1. */
  private double loss(MiniBatch batch, double lossSum) {
    double free = 0;
    for (int label : batch.labels()) {
      free += targets.free(label);
    }
    return (lossSum - free) / batch.size() / classes;
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
  }
}
