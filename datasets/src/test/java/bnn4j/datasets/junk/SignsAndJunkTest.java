package bnn4j.datasets.junk;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Signs are plain bright squares here, other things plain dark ones. */
class SignsAndJunkTest {
  private static final CatalogueEntry ENTRY = Datasets.entry("gtsrb-junk");
  private static final int JUNK = ENTRY.classNames().size() - 1;
  private static final int BRIGHT = 200;
  private static final int TEST_BRIGHT = 220;
  private static final int DARK = 50;
  private static final int TEST_DARK = 30;

  private record Plain(int usual, int unseen, int size) implements Dataset {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public ImageShape shape() {
      return ENTRY.shape();
    }

    @Override
    public List<String> classNames() {
      return List.of("one", "two");
    }

    @Override
    public LabeledImages training() {
      return images(usual).grouped(new int[size]);
    }

    @Override
    public LabeledImages test() {
      return images(unseen);
    }

    @Override
    public String checksum() {
      return LabeledImages.checksum(training(), test());
    }

    private LabeledImages images(int value) {
      byte[] pixels = new byte[size * shape().values()];
      Arrays.fill(pixels, (byte) value);
      int[] labels = IntStream.range(0, size).map(i -> i % 2).toArray();
      return new LabeledImages(shape(), pixels, labels, classNames());
    }
  }

  private static SignsAndJunk set() {
    return new SignsAndJunk(
        ENTRY, new Plain(BRIGHT, TEST_BRIGHT, 3), new Plain(DARK, TEST_DARK, 5));
  }

  /** How many of an image's pixels, of all colours, are bright. */
  private static double bright(LabeledImages images, int image) {
    int bright = 0;
    for (int i = 0; i < images.shape().values(); i++) {
      bright += (images.store()[images.offset(image) + i] & 255) > 128 ? 1 : 0;
    }
    return (double) bright / images.shape().values();
  }

  @Test
  void signsComeFirstAsTheyAreAndJunkAfterThem() {
    LabeledImages images = set().training();
    assertThat(images.size()).isEqualTo(3 + SignsAndJunk.TRAINING_JUNK);
    assertThat(images.classNames()).hasSize(44).last().isEqualTo("not a sign");
    assertThat(Arrays.copyOf(images.labels(), 4)).containsExactly(0, 1, 0, JUNK);
    assertThat(images.label(images.size() - 1)).isEqualTo(JUNK);
    for (int image = 0; image < 3; image++) {
      assertThat(bright(images, image)).isEqualTo(1);
      assertThat(images.group(image)).isZero();
    }
    assertThat(images.group(3)).isNotEqualTo(images.group(4)).isNotZero();
  }

  @Test
  void noJunkIsAWholeSignInTheMiddle() {
    LabeledImages images = set().training();
    for (int image = 3; image < 1003; image++) {
      int kind = (image - 3) % 10;
      double bright = bright(images, image);
      switch (kind) {
        case 7 -> assertThat(bright).as("section of a sign").isEqualTo(1);
        case 8 -> assertThat(bright).as("small sign").isBetween(1 / 16., 1 / 4.);
        case 9 -> assertThat(bright).as("sign cut off").isBetween(0.05, 0.7);
        default -> assertThat(bright).as("no sign").isZero();
      }
    }
  }

  @Test
  void imagesToJudgeByAreMadeOfImagesToJudgeByOnly() {
    LabeledImages images = set().test();
    assertThat(images.size()).isEqualTo(3 + SignsAndJunk.TEST_JUNK);
    for (int image = 0; image < images.size(); image++) {
      byte[] pixels = new byte[images.shape().values()];
      images.copyPixels(image, pixels, 0);
      for (byte value : pixels) {
        assertThat(value).isIn((byte) TEST_BRIGHT, (byte) TEST_DARK);
      }
    }
  }

  @Test
  void everybodyGetsTheSameImages() {
    assertThat(set().checksum())
        .isEqualTo("1a98ffef9de55d2ebea44c321e71c41668ed57408242ed7185ea1371bab0aa79");
  }
}
