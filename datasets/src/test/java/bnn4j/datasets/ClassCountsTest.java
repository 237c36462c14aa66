package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassCountsTest {
  private static LabeledImages images(List<String> names, int... labels) {
    return new LabeledImages(new ImageShape(1, 1, 1), new byte[labels.length], labels, names);
  }

  @Test
  void classesAreCountedPartByPart() {
    List<String> names = List.of("circle", "square");
    String text =
        new ClassCounts("folder:pics", names)
            .add(Part.TRAINING, images(names, 0, 0, 1))
            .add(Part.TEST, images(names, 1))
            .text();
    assertThat(text.lines())
        .containsExactly(
            "dataset folder:pics: 2 classes, 3 training, 1 test",
            "  circle       2       0",
            "  square       1       1");
  }

  @Test
  void manyClassesAreSummedUp() {
    List<String> names = IntStream.range(0, 62).mapToObj(Integer::toString).toList();
    assertThat(new ClassCounts("nist", names).add(Part.TRAINING, images(names, 5)).text().lines())
        .containsExactly("dataset nist: 62 classes, 1 training");
  }
}
