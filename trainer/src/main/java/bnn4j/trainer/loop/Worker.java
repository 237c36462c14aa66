package bnn4j.trainer.loop;

import bnn4j.network.InputFormat;
import bnn4j.trainer.batches.InputValues;
import bnn4j.trainer.batches.MiniBatch;
import bnn4j.trainer.layers.Replicas;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A thread that learns from the same part of every batch, with a replica of the network. Keeps the
 * native arrays of its part.
 */
final class Worker implements AutoCloseable {
  private final Replicas replicas;
  private final int index;
  private final int firstImage;
  private final INDArray inputs;
  private final INDArray targets;
  private final Score score;
  private final ExecutorService thread;

  /**
   * A worker.
   *
   * @param replicas all of them
   * @param index of this worker's replica
   * @param firstImage of the part
   * @param images in the part
   * @param input what the network sees of a picture
   * @param judge who counts what is right
   */
  Worker(
      Replicas replicas,
      int index,
      int firstImage,
      int images,
      InputFormat input,
      int classes,
      Judge judge) {
    this.replicas = replicas;
    this.index = index;
    this.firstImage = firstImage;
    this.inputs = Nd4j.create(new InputValues(input).shape(images));
    this.targets = Nd4j.create(images, classes);
    this.score = new Score(judge, new int[images]);
    replicas.get(index).setListeners(List.of(score));
    this.thread = Executors.newSingleThreadExecutor(OwnThreads.named("worker " + index));
  }

  /**
   * What the network made of a part of a batch before it learned from it.
   *
   * @param lossSum over images and outputs
   * @param correct images that it, dropout and all, decoded to their label
   */
  record Outcome(double lossSum, long correct) {}

  /** Begins to learn from its part of a batch; all workers must begin. */
  Future<Outcome> learn(MiniBatch batch) {
    return thread.submit(
        () -> {
          try {
            return learnFrom(batch);
          } catch (RuntimeException | Error e) {
            replicas.fail();
            throw e;
          }
        });
  }

  private Outcome learnFrom(MiniBatch batch) {
    int images = score.labels.length;
    copyPart(batch.inputs(), inputs);
    copyPart(batch.targets(), targets);
    System.arraycopy(batch.labels(), firstImage, score.labels, 0, images);
    replicas.learn(index, inputs, targets);
    return new Outcome(replicas.get(index).score() * images, score.correct);
  }

  private void copyPart(float[] batch, INDArray part) {
    int length = (int) part.length();
    int from = (int) (firstImage * (length / part.size(0)));
    part.data().asNioFloat().put(batch, from, length);
  }

  @Override
  public void close() {
    thread.shutdown();
  }

  /** Listens to the forward pass, whose outputs DL4J does not give away otherwise. */
  private static final class Score extends BaseTrainingListener {
    private final Judge judge;
    private final int[] labels;
    private long correct;

    Score(Judge judge, int[] labels) {
      this.judge = judge;
      this.labels = labels;
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
      INDArray outputs = activations.get(activations.size() - 1);
      float[] scores = outputs.dup('c').data().asFloat();
      correct = judge.correct(new Outputs(scores, labels, (int) outputs.size(1)));
    }
  }
}
