package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void numbersLookAsPeopleWriteThem() {
    assertThat(Numbers.text(0.003)).isEqualTo("0.003");
    assertThat(Numbers.text(3e-7)).isEqualTo("3e-7");
    assertThat(Numbers.text(1.25e-9)).isEqualTo("1.25e-9");
    assertThat(Numbers.text(20)).isEqualTo("20");
    assertThat(Numbers.text(0)).isEqualTo("0");
    assertThat(Numbers.text(-0.5)).isEqualTo("-0.5");
    assertThat(Numbers.text(6.5e12)).isEqualTo("6.5e12");
  }

  @Test
  void textReadsBackAsTheSameNumber() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(Numbers.text(value))).isEqualTo(value);
      }
    }
  }
}
