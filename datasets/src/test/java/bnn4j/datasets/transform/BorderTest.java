package bnn4j.datasets.transform;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BorderTest {
  @Test
  void theMedianIsThatOfTheSortedBorder() {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      int rows = 1 + random.nextInt(6);
      int columns = 1 + random.nextInt(6);
      byte[] image = new byte[3 + rows * columns];
      random.nextBytes(image);
      int[] border =
          IntStream.range(0, rows * columns)
              .filter(
                  i ->
                      i / columns == 0
                          || i / columns == rows - 1
                          || i % columns == 0
                          || i % columns == columns - 1)
              .map(i -> image[3 + i] & 255)
              .sorted()
              .toArray();
      assertThat(Border.median(new ImageShape(1, rows, columns), image, 3))
          .isEqualTo(border[(border.length - 1) / 2]);
    }
  }

  @Test
  void whatIsShiftedOrTurnedInHasTheColourOfTheBorder() {
    ImageShape shape = new ImageShape(3, 32, 32);
    byte[] image = new byte[shape.values()];
    for (int channel = 0; channel < 3; channel++) {
      Arrays.fill(image, channel * 1024, (channel + 1) * 1024, (byte) (100 + 50 * channel));
    }
    byte[] target = new byte[image.length];
    for (Augmentation augmentation :
        new Augmentation[] {
          new Augmentation(8, false, 0, 0, 0), new Augmentation(4, false, 30, 0.2, 0)
        }) {
      augmentation.apply(shape, image, 0, target, 0, new SplittableRandom(4));
      assertThat(target).isEqualTo(image);
    }
  }
}
