package bnn4j.datasets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.PictureFit;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PicturePartsTest {
  private static final int SIDE = 32;
  private static final ImageShape SHAPE = new ImageShape(3, SIDE, SIDE);

  @ParameterizedTest
  @EnumSource(names = {"SQUARE", "HOST", "FILL"})
  void aPartBecomesWhatItIsAsAPictureOfItsOwn(PictureFit fit) {
    Picture picture = TestPicture.noise(523, 411);
    PictureParts parts = new PictureParts(picture, SIDE, fit);
    PictureFitting fitting = new PictureFitting(SHAPE, false, fit);
    // One cutter for all: nothing of a part may be left for the next.
    PictureParts.Cutter cutter = parts.cutter();
    Random random = new Random(7);
    byte[] square = new byte[SHAPE.values()];
    for (int round = 0; round < 150; round++) {
      int size = round == 0 ? SIDE : 1 + random.nextInt(round % 3 == 0 ? 411 : 90);
      int x = random.nextInt(523 - size + 1);
      int y = random.nextInt(411 - size + 1);
      cutter.cut(x, y, size, square);
      assertThat(square)
          .as("%d pixels at %d, %d", size, x, y)
          .isEqualTo(fitting.fit(parts.cutOut(x, y, size), "part"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SQUARE", "HOST"})
  void severalThreadsGetTheSame(PictureFit fit) {
    PictureParts parts = new PictureParts(TestPicture.noise(300, 260), SIDE, fit);
    PictureFitting fitting = new PictureFitting(SHAPE, false, fit);
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              byte[] square = new byte[SHAPE.values()];
              parts.cutter().cut(i, 2, 20 + 3 * i, square);
              assertThat(square).isEqualTo(fitting.fit(parts.cutOut(i, 2, 20 + 3 * i), "part"));
            });
  }
}
