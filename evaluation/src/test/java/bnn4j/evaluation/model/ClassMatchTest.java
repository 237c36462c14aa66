package bnn4j.evaluation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassMatchTest {
  private static final List<String> OWN = List.of("zero", "one", "two", "three");

  @Test
  void namesCountWhateverTheirOrderAndCase() {
    ClassMatch match = ClassMatch.of(OWN, List.of("One", "three", "two", "zero")).orElseThrow();
    assertThat(List.of(match.of(0), match.of(1), match.of(2), match.of(3)))
        .containsExactly(1, 3, 2, 0);
    assertThat(match.names()).containsExactly("zero", "One", "two", "three");
    assertThat(match.remark()).isEmpty();
  }

  @Test
  void someOfTheClassesAreEnoughIfTheyAreNamedAlike() {
    ClassMatch match = ClassMatch.of(OWN, List.of("three", "one")).orElseThrow();
    assertThat(match.of(0)).isEqualTo(3);
    assertThat(match.of(1)).isEqualTo(1);
    assertThat(match.names()).isEqualTo(OWN);
  }

  @Test
  void otherNamesGoByNumberWithARemark() {
    ClassMatch match = ClassMatch.of(OWN, List.of("a", "b", "c", "d")).orElseThrow();
    assertThat(match.of(2)).isEqualTo(2);
    assertThat(match.names()).containsExactly("a", "b", "c", "d");
    assertThat(match.remark().orElseThrow())
        .contains("class 0 is 'a' in the dataset, 'zero' in the parameter set");
    assertThat(ClassMatch.of(OWN, List.of("a", "b", "c")).orElseThrow().names())
        .containsExactly("a", "b", "c", "three");
  }

  @Test
  void otherNamesOfAnotherNumberAreNoMatch() {
    assertThat(ClassMatch.of(OWN, List.of("a", "b"))).isEmpty();
    assertThat(ClassMatch.of(OWN, List.of("a", "b", "c", "d", "e"))).isEmpty();
    assertThat(ClassMatch.of(OWN, List.of())).isEmpty();
  }

  @Test
  void classesThatAreCalledAlikeGoByNumber() {
    assertThat(ClassMatch.of(List.of("a", "A"), List.of("A", "a")).orElseThrow().of(1))
        .isEqualTo(1);
  }
}
