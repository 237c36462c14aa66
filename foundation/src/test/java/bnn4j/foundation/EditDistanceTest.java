package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EditDistanceTest {
  @Test
  void everyLetterInsertedDeletedOrReplacedCountsOne() {
    assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
    assertThat(EditDistance.between("", "abc")).isEqualTo(3);
    assertThat(EditDistance.between("mnist", "mnist")).isZero();
  }

  @Test
  void lettersInTheWrongOrderAreOneMistake() {
    assertThat(EditDistance.between("shfit", "shift")).isEqualTo(1);
  }

  @Test
  void theClosestWordIsFoundWhateverTheCase() {
    List<String> known = List.of("shift", "flip", "lfcW1A1", "lfcW1A2");
    assertThat(EditDistance.closest("shfit", known)).contains("shift");
    assertThat(EditDistance.closest("LFCW1A2", known)).contains("lfcW1A2");
    assertThat(EditDistance.closest("entirely else", known)).isEmpty();
    assertThat(EditDistance.closest("x".repeat(100_000), known)).isEmpty();
  }
}
