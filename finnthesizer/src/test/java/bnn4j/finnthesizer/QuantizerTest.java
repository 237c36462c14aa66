package bnn4j.finnthesizer;

import static bnn4j.finnthesizer.Quantizer.BINARY;
import static bnn4j.finnthesizer.Quantizer.TERNARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import org.junit.jupiter.api.Test;

class QuantizerTest {
  @Test
  void binaryIsPlusOneFromZeroOn() {
    assertThat(BINARY.activation(0)).isEqualTo(1);
    assertThat(BINARY.activation(-0.0)).isEqualTo(1);
    assertThat(BINARY.activation(-Double.MIN_VALUE)).isEqualTo(-1);
  }

  @Test
  void ternaryStepsUpAtMinusAndPlusOneHalf() {
    assertThat(TERNARY.activation(Math.nextDown(-0.5))).isEqualTo(-1);
    assertThat(TERNARY.activation(-0.5)).isZero();
    assertThat(TERNARY.activation(Math.nextDown(0.5))).isZero();
    assertThat(TERNARY.activation(0.5)).isEqualTo(1);
  }

  @Test
  void activationIsTheNumberOfStepsReached() {
    for (Quantizer quantizer : Quantizer.values()) {
      for (double x = -2; x <= 2; x += 0.125) {
        int reached = 0;
        for (double step : quantizer.steps()) {
          reached += x >= step ? 1 : 0;
        }
        int level = quantizer == BINARY ? 2 * reached - 1 : reached - 1;
        assertThat(quantizer.activation(x)).as("%s of %s", quantizer, x).isEqualTo(level);
      }
    }
  }

  @Test
  void weightTiesGoUp() {
    assertThat(BINARY.weight(-0f)).isEqualTo(1);
    assertThat(TERNARY.weight(0.5f)).isEqualTo(1);
    assertThat(TERNARY.weight(-0.5f)).isZero();
  }

  @Test
  void weightsBeyondTheEndsCountAsTheEnds() {
    assertThat(TERNARY.weight(7)).isEqualTo(1);
    assertThat(TERNARY.weight(-7)).isEqualTo(-1);
  }

  @Test
  void bitsChooseTheQuantizer() {
    assertThat(Quantizer.ofBits(1)).isEqualTo(BINARY);
    assertThat(Quantizer.ofBits(2)).isEqualTo(TERNARY);
    assertThatThrownBy(() -> Quantizer.ofBits(16))
        .isInstanceOf(Refusal.class)
        .hasMessage("quantizer: expected 1 or 2 bits, found 16");
  }
}
