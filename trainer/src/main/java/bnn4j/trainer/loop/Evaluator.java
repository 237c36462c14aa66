package bnn4j.trainer.loop;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.network.InputFormat;
import bnn4j.trainer.batches.InputValues;
import bnn4j.trainer.layers.BatchStatistics;
import bnn4j.trainer.layers.Copies;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a float network over images in evaluation mode: running statistics, no dropout. */
public final class Evaluator {
  private static final int BATCH = 500;

  /** Enough for statistics that differ from those of all images by less than training's noise. */
  private static final int CALIBRATION_IMAGES = 10_000;

  private final InputTransform transform;
  private final InputValues values;
  private final int threads;

  /**
   * An evaluator.
   *
   * @param input what the network sees of a picture
   * @param transform what is done to every image
   * @param threads that share the images, at least 1
   */
  public Evaluator(InputFormat input, InputTransform transform, int threads) {
    this.transform = transform;
    this.values = new InputValues(input);
    this.threads = threads;
  }

  /** The network's outputs for all images. */
  public Outputs evaluate(MultiLayerNetwork network, LabeledImages images) {
    int classes = images.classNames().size();
    float[] scores = new float[images.size() * classes];
    forEachBatch(
        Copies.andSelf(network, threads),
        images.size(),
        (copy, from) -> {
          float[] some = copy.output(batch(images, from), false).dup('c').data().asFloat();
          System.arraycopy(some, 0, scores, from * classes, some.length);
        });
    return new Outputs(scores, images.labels(), classes);
  }

  /**
   * Replaces the running batch norm statistics by those of these images, not varied: see {@link
   * BatchStatistics}.
   */
  public void recalibrate(MultiLayerNetwork network, LabeledImages images) {
    List<MultiLayerNetwork> copies = Copies.andSelf(network, threads);
    BatchStatistics.recalibrate(copies, () -> show(copies, images));
  }

  /** The same for a network that has no statistics of such images, and is not to change by them. */
  public void adoptStatistics(MultiLayerNetwork network, LabeledImages images) {
    List<MultiLayerNetwork> copies = Copies.andSelf(network, threads);
    BatchStatistics.adopt(copies, () -> show(copies, images));
  }

  private void show(List<MultiLayerNetwork> copies, LabeledImages images) {
    forEachBatch(
        copies,
        calibrationImages(images.size()),
        (copy, from) -> copy.output(batch(images, from), false));
  }

  private interface BatchTask {
    void look(MultiLayerNetwork network, int firstImage);
  }

  /** Each network takes every so-many-th batch, in a thread of its own. */
  private static void forEachBatch(List<MultiLayerNetwork> networks, int images, BatchTask task) {
    int stride = networks.size() * BATCH;
    OwnThreads.run(
        networks.size(),
        part -> {
          for (int from = part * BATCH; from < images; from += stride) {
            task.look(networks.get(part), from);
          }
        });
  }

  /** Whole batches where there is one: a few images by themselves have no statistics. */
  private static int calibrationImages(int available) {
    int count = Math.min(CALIBRATION_IMAGES, available);
    return count < BATCH ? count : count - count % BATCH;
  }

  private INDArray batch(LabeledImages images, int from) {
    int count = Math.min(BATCH, images.size() - from);
    int valuesPerImage = images.shape().values();
    float[] inputs = new float[count * valuesPerImage];
    byte[] transformed = new byte[valuesPerImage];
    for (int i = 0; i < count; i++) {
      transform.apply(images.shape(), images.store(), images.offset(from + i), transformed, 0);
      values.convert(transformed, 0, inputs, i * valuesPerImage, valuesPerImage);
    }
    return Nd4j.createFromArray(inputs).reshape('c', values.shape(count));
  }
}
