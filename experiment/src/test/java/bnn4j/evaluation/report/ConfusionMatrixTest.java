package bnn4j.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.experiment.report.MadeUpRun;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final ConfusionMatrix PETS =
      new ConfusionMatrix(
          List.of("cat", "dog", "guinea pig"), new long[][] {{90, 8, 2}, {30, 70, 0}, {0, 0, 0}});

  @Test
  void accuracyIsTheShareOfTheDiagonal() {
    assertThat(PETS.correct()).isEqualTo(160);
    assertThat(PETS.total()).isEqualTo(200);
    assertThat(PETS.accuracy()).isEqualTo(80.0);
    assertThat(PETS.accuracy(1)).isEqualTo(70.0);
    assertThat(PETS.accuracy(2)).isNaN();
  }

  @Test
  void theMostFrequentConfusionComesFirst() {
    assertThat(PETS.confusions())
        .containsExactly(new Confusion(1, 0, 30), new Confusion(0, 1, 8), new Confusion(0, 2, 2));
  }

  @Test
  void nobodyChangesItFromOutside() {
    long[][] counts = {{1}};
    ConfusionMatrix matrix = new ConfusionMatrix(List.of("a"), counts);
    counts[0][0] = 5;
    matrix.counts()[0][0] = 7;
    assertThat(matrix.count(0, 0)).isEqualTo(1);
    assertThat(matrix).isEqualTo(new ConfusionMatrix(List.of("a"), new long[][] {{1}}));
    assertThat(matrix).isNotEqualTo(new ConfusionMatrix(List.of("a"), new long[][] {{2}}));
  }

  @Test
  void aTableThatIsNotSquareIsRejected() {
    assertThatThrownBy(() -> new ConfusionMatrix(List.of("a", "b"), new long[][] {{1, 2}, {3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 2 rows of 2 counts");
  }

  @Test
  void aFewClassesArePrintedAsAMatrix() {
    assertThat(PETS.toText())
        .isEqualTo(
            """
                          predicted
            actual          0    1    2   correct
            0 cat          90    8    2    90.0 %
            1 dog          30   70    .    70.0 %
            2 guinea pig    .    .    .         -
            """);
  }

  @Test
  void shortNamesStandInTheHead() {
    ConfusionMatrix matrix =
        new ConfusionMatrix(List.of("a", "b"), new long[][] {{9, 1}, {20, 12345}});
    assertThat(matrix.toText())
        .isEqualTo(
            """
                    predicted
            actual     a     b   correct
            a          9     1    90.0 %
            b         20 12345    99.8 %
            """);
  }

  @Test
  void manyClassesArePrintedALineEach() {
    List<String> names = IntStream.range(0, 47).mapToObj(i -> "class " + i).toList();
    long[][] counts = new long[47][47];
    for (int i = 0; i < 47; i++) {
      counts[i][i] = 400L - i;
      counts[i][(i + 1) % 47] = i;
    }
    counts[46][0] = 5;
    counts[46][1] = 9;
    counts[46][2] = 8;
    counts[46][3] = 7;
    counts[46][4] = 6;
    ConfusionMatrix matrix = new ConfusionMatrix(names, counts);
    List<String> lines = matrix.toText().lines().toList();
    assertThat(lines).hasSize(48).allMatch(line -> line.length() <= 100);
    assertThat(lines.get(0)).isEqualTo("class     images   correct  predicted as");
    assertThat(lines.get(1)).isEqualTo("class 0      400   100.0 %");
    assertThat(lines.get(3)).isEqualTo("class 2      400    99.5 %  class 3 2");
    assertThat(lines.get(47))
        .isEqualTo("class 46     389    91.0 %  class 1 9, class 2 8, class 3 7, class 4 6, ...");
  }

  @Test
  void theMatrixOfTenLongNamesFitsATerminal() {
    List<String> lines = MadeUpRun.confusion(MadeUpRun.FASHION, 1000).toText().lines().toList();
    assertThat(lines).hasSize(12).allMatch(line -> line.length() <= 100);
    assertThat(lines.get(2)).startsWith("0 T-shirt/top   777    54 ");
  }

  @Test
  void aMatrixWithoutImagesPrints() {
    ConfusionMatrix matrix = new ConfusionMatrix(List.of("a", ""), new long[2][2]);
    assertThat(matrix.accuracy()).isNaN();
    assertThat(matrix.toText().lines()).hasSize(4);
  }
}
