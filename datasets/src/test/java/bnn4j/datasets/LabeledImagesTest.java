package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabeledImagesTest {
  private static final ImageShape SHAPE = new ImageShape(1, 1, 2);
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final LabeledImages images =
      new LabeledImages(SHAPE, new byte[] {1, 2, 3, 4, 5, 6}, new int[] {0, 2, 1}, NAMES);

  @Test
  void pixelsOfAnImageLieTogether() {
    byte[] target = new byte[4];
    images.copyPixels(1, target, 1);
    assertThat(target).containsExactly(0, 3, 4, 0);
  }

  @Test
  void aSubsetHasTheImagesAskedForInThatOrder() {
    LabeledImages subset = images.subset(new int[] {2, 0, 2});
    assertThat(subset.pixels()).containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(subset.labels()).containsExactly(1, 0, 1);
    assertThat(subset.classNames()).isEqualTo(NAMES);
  }

  @Test
  void aSubsetOfASubsetSharesThePixels() {
    LabeledImages last = images.subset(new int[] {2, 0}).subset(new int[] {0, 0});
    assertThat(last.store()).isSameAs(images.store());
    assertThat(last.offset(1)).isEqualTo(4);
    assertThat(last.pixels()).containsExactly(5, 6, 5, 6).isSameAs(last.pixels());
    assertThat(images.pixels()).isSameAs(images.store());
  }

  @Test
  void groupsStayWithTheirImages() {
    assertThat(images.isGrouped()).isFalse();
    assertThat(images.group(2)).isEqualTo(2);
    LabeledImages grouped = images.grouped(new int[] {4, 4, 9});
    assertThat(grouped.isGrouped()).isTrue();
    assertThat(grouped.subset(new int[] {2, 1}).group(0)).isEqualTo(9);
    assertThat(grouped.with(SHAPE, new byte[6]).group(1)).isEqualTo(4);
    assertThatThrownBy(() -> images.grouped(new int[2])).hasMessage("2 groups for 3 images");
  }

  @Test
  void theFirstImagesAreAtMostAll() {
    assertThat(images.first(2).labels()).containsExactly(0, 2);
    assertThat(images.first(0).size()).isZero();
    assertThat(images.first(3)).isSameAs(images);
    assertThat(images.first(99)).isSameAs(images);
    assertThatThrownBy(() -> images.first(-1)).hasMessage("cannot take the first -1 images");
  }

  @Test
  void labelsAreCopiedInAndOut() {
    images.labels()[0] = 2;
    assertThat(images.label(0)).isZero();
  }

  @Test
  void imagesAreCountedPerClass() {
    assertThat(images.subset(new int[] {1, 1, 0}).countsPerClass()).containsExactly(1, 0, 2);
  }

  @Test
  void anImageThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> images.copyPixels(3, new byte[2], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> images.subset(new int[] {-1}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void pixelsMustBeAsManyAsTheImagesNeed() {
    assertThatThrownBy(() -> new LabeledImages(SHAPE, new byte[5], new int[3], NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessage("3 images of 1x1x2 need 6 bytes of pixels, found 5");
  }

  @Test
  void aLabelMustBeAClass() {
    assertThatThrownBy(() -> new LabeledImages(SHAPE, new byte[4], new int[] {0, 3}, NAMES))
        .isInstanceOf(Refusal.class)
        .hasMessage("image 1 has label 3; the labels of 3 classes are 0..2");
    assertThatThrownBy(() -> new LabeledImages(SHAPE, new byte[2], new int[] {-1}, NAMES))
        .hasMessage("image 0 has label -1; the labels of 3 classes are 0..2");
  }
}
