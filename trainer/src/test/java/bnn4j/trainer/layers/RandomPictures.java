package bnn4j.trainer.layers;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A batch of pictures and what they are said to be. */
final class RandomPictures {
  private static final int SIDE = 10;

  private RandomPictures() {}

  /** {@code [images][10][10][3]}, values as 8-bit pixels have them; always the same. */
  static INDArray batch(int images) {
    Random random = new Random(5);
    float[] values = new float[images * SIDE * SIDE * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (random.nextInt(256) - 128) / 128f;
    }
    return Nd4j.createFromArray(values).reshape('c', images, SIDE, SIDE, 3);
  }

  /** {@code [images][classes]}, one class after the other: 1 for it, -1 for the others. */
  static INDArray labels(int images, int classes) {
    INDArray labels = Nd4j.valueArrayOf(new long[] {images, classes}, -1f);
    for (int i = 0; i < images; i++) {
      labels.putScalar(i, i % classes, 1);
    }
    return labels;
  }
}
