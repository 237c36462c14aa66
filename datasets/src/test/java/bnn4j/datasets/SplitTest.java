package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static final List<String> NAMES = List.of("few", "some", "many");

  @Test
  void theTwoPartsAreDisjointAndTogetherComplete() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      int size = 2 + random.nextInt(300);
      LabeledImages all = numbered(size, random);
      int held = random.nextInt(size);
      Split split = Split.of(all, held, random.nextLong());
      assertThat(split.validation().size()).isEqualTo(held);
      int[] both =
          IntStream.concat(
                  Arrays.stream(numbers(split.training())),
                  Arrays.stream(numbers(split.validation())))
              .sorted()
              .toArray();
      assertThat(both).isEqualTo(numbers(all));
    }
  }

  @Test
  void eachPartKeepsTheOrderOfTheSource() {
    Split split = Split.of(numbered(200, new Random(1)), 50, 7);
    assertThat(numbers(split.training())).isSorted();
    assertThat(numbers(split.validation())).isSorted();
  }

  @Test
  void labelsStayWithTheirImages() {
    LabeledImages all = numbered(100, new Random(2));
    LabeledImages held = Split.of(all, 30, 3).validation();
    int[] numbers = numbers(held);
    for (int i = 0; i < held.size(); i++) {
      assertThat(held.label(i)).isEqualTo(all.label(numbers[i]));
    }
  }

  @Test
  void everyClassGivesItsShareToWithinOneImage() {
    LabeledImages all = numbered(1000, new Random(3));
    int[] counts = all.countsPerClass();
    int[] held = Split.of(all, 170, 11).validation().countsPerClass();
    for (int label = 0; label < counts.length; label++) {
      assertThat(Math.abs(held[label] - counts[label] * 0.17)).isLessThan(1);
    }
  }

  @Test
  void theSeedAloneDecidesWhichImagesAreHeldBack() {
    LabeledImages all = numbered(30, new Random(4));
    assertThat(numbers(Split.of(all, 6, 1234).validation()))
        .isEqualTo(numbers(Split.of(all, 6, 1234).validation()))
        .isNotEqualTo(numbers(Split.of(all, 6, 1235).validation()));
  }

  @Test
  void theChoiceIsTheSameOnEveryJvm() {
    LabeledImages all = new LabeledImages(shape(), new byte[40], new int[10], List.of("only"));
    ByteBuffer pixels = ByteBuffer.wrap(all.pixels());
    IntStream.range(0, 10).forEach(pixels::putInt);
    assertThat(numbers(Split.of(all, 4, 1234).validation())).containsExactly(0, 1, 6, 9);
  }

  @Test
  void groupsAreHeldBackWholeOrNotAtAll() {
    Random random = new Random(8);
    for (int round = 0; round < 50; round++) {
      int size = 20 + random.nextInt(200);
      // Runs of five images of one class.
      ByteBuffer pixels = ByteBuffer.allocate(4 * size);
      IntStream.range(0, size).forEach(pixels::putInt);
      int[] groups = IntStream.range(0, size).map(i -> i / 5).toArray();
      int[] labels = IntStream.range(0, size).map(i -> i / 5 % 3).toArray();
      LabeledImages all = new LabeledImages(shape(), pixels.array(), labels, NAMES).grouped(groups);
      int wanted = size / 4;
      Split split = Split.of(all, wanted, random.nextLong());
      assertThat(Math.abs(split.validation().size() - wanted)).isLessThanOrEqualTo(3 * 3);
      assertThat(split.training().size() + split.validation().size()).isEqualTo(size);
      assertThat(groups(split.training())).doesNotContainAnyElementsOf(groups(split.validation()));
    }
  }

  @Test
  void oneGroupThatIsEverythingIsRefused() {
    LabeledImages all =
        new LabeledImages(shape(), new byte[40], new int[10], List.of("only")).grouped(new int[10]);
    assertThatThrownBy(() -> Split.of(all, 6, 1))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "holding back whole groups of images leaves no training images; choose a smaller"
                + " validation");
    assertThat(Split.of(all, 4, 1).validation().size()).isZero();
  }

  @Test
  void anImageMustBeLeftToTrainOn() {
    LabeledImages all = numbered(10, new Random(6));
    assertThatThrownBy(() -> Split.of(all, 10, 1))
        .isInstanceOf(Refusal.class)
        .hasMessage("cannot hold back 10 of 10 training images for validation; choose 0..9");
    assertThatThrownBy(() -> Split.of(all, -1, 1)).isInstanceOf(Refusal.class);
  }

  /** Images whose pixels are their number, with classes of unequal size. */
  private static LabeledImages numbered(int size, Random random) {
    ByteBuffer pixels = ByteBuffer.allocate(4 * size);
    IntStream.range(0, size).forEach(pixels::putInt);
    int[] labels = IntStream.range(0, size).map(i -> Math.min(2, random.nextInt(10) / 2)).toArray();
    return new LabeledImages(shape(), pixels.array(), labels, NAMES);
  }

  private static Set<Integer> groups(LabeledImages images) {
    return IntStream.range(0, images.size()).map(images::group).boxed().collect(Collectors.toSet());
  }

  private static ImageShape shape() {
    return new ImageShape(1, 2, 2);
  }

  private static int[] numbers(LabeledImages images) {
    ByteBuffer pixels = ByteBuffer.wrap(images.pixels());
    return IntStream.range(0, images.size()).map(i -> pixels.getInt(4 * i)).toArray();
  }
}
