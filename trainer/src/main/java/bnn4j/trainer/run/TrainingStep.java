package bnn4j.trainer.run;

import bnn4j.overlay.Overlay;
import bnn4j.trainer.batches.Batch;
import bnn4j.trainer.batches.Targets;
import bnn4j.trainer.layers.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Lets a network learn from one batch after the other, on several threads. */
final class TrainingStep implements AutoCloseable {
  private final Targets targets;
  private final int classes;
  private final Replicas replicas;
  private final List<Worker> workers = new ArrayList<>();

  /**
   * A step for batches of one size.
   *
   * @param network learns; until the step is closed nothing else may change its weights
   * @param overlay whose decode counts
   * @param targets what the batches ask for
   * @param like a batch of the size of all
   * @param threads to share the batch among, at least 1; more than images are too many
   */
  TrainingStep(
      MultiLayerNetwork network, Overlay overlay, Targets targets, Batch like, int threads) {
    this.targets = targets;
    this.classes = like.targets().length / like.size();
    int parts = Math.min(threads, like.size());
    int[] firstImages = IntStream.rangeClosed(0, parts).map(i -> like.size() * i / parts).toArray();
    List<Integer> images =
        IntStream.range(0, parts).mapToObj(i -> firstImages[i + 1] - firstImages[i]).toList();
    this.replicas = new Replicas(network, images);
    for (int i = 0; i < parts; i++) {
      workers.add(new Worker(replicas, i, firstImages[i], images.get(i), classes, overlay));
    }
  }

  /**
   * What the network made of a batch before it learned from it.
   *
   * @param loss mean over images and outputs
   * @param correct images that it, dropout and all, decoded to their label
   */
  record Outcome(double loss, long correct) {}

  /** Learns from a batch. */
  Outcome learn(Batch batch) {
    List<Future<Worker.Outcome>> parts =
        workers.stream().map(worker -> worker.learn(batch)).toList();
    double lossSum = 0;
    long correct = 0;
    for (Future<Worker.Outcome> part : parts) {
      Worker.Outcome outcome = get(part);
      lossSum += outcome.lossSum();
      correct += outcome.correct();
    }
    replicas.batchDone();
    return new Outcome(loss(batch, lossSum), correct);
  }

  private static Worker.Outcome get(Future<Worker.Outcome> part) {
    try {
      return part.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was learned", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "a worker failed: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** DL4J's score is a sum over outputs, in which each ignored output counts 1. */
  private double loss(Batch batch, double lossSum) {
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
