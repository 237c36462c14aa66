package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabeledImagesNamesTest {
  private static final LabeledImages IMAGES =
      new LabeledImages(
              new ImageShape(1, 1, 1),
              new byte[7],
              new int[] {0, 0, 0, 0, 1, 1, 2},
              List.of("a", "b", "c"))
          .named(List.of("a0", "a1", "a2", "a3", "b0", "b1", "c0"));

  private static List<String> names(LabeledImages images) {
    return java.util.stream.IntStream.range(0, images.size())
        .mapToObj(i -> images.name(i).orElseThrow())
        .toList();
  }

  @Test
  void aBalancedSelectionTakesOneOfEachClassInTurn() {
    assertThat(names(IMAGES.balanced(4))).containsExactly("a0", "b0", "c0", "a1");
    assertThat(names(IMAGES.balanced(99)))
        .containsExactly("a0", "b0", "c0", "a1", "b1", "a2", "a3");
  }

  @Test
  void namesFollowTheirImages() {
    assertThat(names(IMAGES.subset(new int[] {6, 0}))).containsExactly("c0", "a0");
    assertThat(names(IMAGES.with(new ImageShape(1, 1, 2), new byte[14])).get(4)).isEqualTo("b0");
    assertThat(names(IMAGES.grouped(new int[7])).get(4)).isEqualTo("b0");
  }
}
