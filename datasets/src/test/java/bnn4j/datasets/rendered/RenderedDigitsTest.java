package bnn4j.datasets.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class RenderedDigitsTest {
  @Test
  void theSetOfTheCatalogueIsTheSameOnEveryJvm() {
    assertThat(new RenderedDigits().checksum())
        .isEqualTo("70d22fcd9ae183d4de6bdb8797d89fbcf7b9a06e5a54abee5756148131480e74");
  }

  @Test
  void everyDigitIsThereEquallyOften() {
    RenderedDigits digits = new RenderedDigits(1000, 200, 3);
    assertThat(digits.training().countsPerClass()).hasSize(10).containsOnly(100);
    assertThat(digits.test().countsPerClass()).hasSize(10).containsOnly(20);
    assertThat(digits.training().shape()).isEqualTo(new ImageShape(1, 28, 28));
  }

  @Test
  void aLongerSetBeginsWithTheShorterOne() {
    LabeledImages shorter = new RenderedDigits(503, 1, 3).training();
    LabeledImages longer = new RenderedDigits(777, 1, 3).training();
    assertThat(longer.first(503).pixels()).isEqualTo(shorter.pixels());
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() throws Exception {
    RenderedDigits digits = new RenderedDigits(2000, 1, 3);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      byte[] alone = one.submit(() -> digits.training().pixels()).get();
      assertThat(digits.training().pixels()).isEqualTo(alone);
    } finally {
      one.shutdown();
    }
  }

  @Test
  void imagesDifferBetweenSeedsAndParts() {
    RenderedDigits digits = new RenderedDigits(10, 10, 3);
    assertThat(digits.training().pixels()).isNotEqualTo(digits.test().pixels());
    assertThat(new RenderedDigits(10, 10, 4).training().pixels())
        .isNotEqualTo(digits.training().pixels());
    assertThat(new RenderedDigits(10, 10, 4).checksum()).isNotEqualTo(digits.checksum());
  }

  @Test
  void everyImageHasInkAndMostlyPaper() {
    LabeledImages images = new RenderedDigits(2000, 1, 3).training();
    byte[] image = new byte[784];
    for (int i = 0; i < images.size(); i++) {
      images.copyPixels(i, image, 0);
      int white = 0;
      for (byte b : image) {
        white += b < 0 ? 1 : 0;
      }
      assertThat(white).as("image %d", i).isBetween(8, 400);
    }
  }

  @Test
  void imagesOfADigitAreMoreAlikeThanOthers() {
    LabeledImages training = new RenderedDigits(4000, 1, 3).training();
    LabeledImages test = new RenderedDigits(1, 500, 3).test();
    int correct = 0;
    for (int i = 0; i < test.size(); i++) {
      correct += nearestLabel(training, test, i) == test.label(i) ? 1 : 0;
    }
    assertThat(correct).isBetween(350, 495);
  }

  @Test
  void aPartWithoutImagesIsRefused() {
    assertThatThrownBy(() -> new RenderedDigits(10, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rendered digits need images in both parts, got 10 and 0");
  }

  private static int nearestLabel(LabeledImages training, LabeledImages test, int image) {
    byte[] a = Arrays.copyOfRange(test.pixels(), image * 784, image * 784 + 784);
    int best = -1;
    int bestDistance = Integer.MAX_VALUE;
    for (int candidate = 0; candidate < training.size(); candidate++) {
      int distance = 0;
      for (int i = 0; i < 784; i++) {
        distance += (a[i] ^ training.pixels()[candidate * 784 + i]) < 0 ? 1 : 0;
      }
      if (distance < bestDistance) {
        bestDistance = distance;
        best = training.label(candidate);
      }
    }
    return best;
  }
}
