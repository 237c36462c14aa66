package bnn4j.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
  @Test
  void withoutAWishTilesAreTakenWhereTheyAre() {
    assertThat(Arithmetic.chosen(null, true)).isEqualTo(Arithmetic.BFLOAT16);
    assertThat(Arithmetic.chosen(null, false)).isEqualTo(Arithmetic.FLOAT);
  }

  @Test
  void aWishDecides() {
    assertThat(Arithmetic.chosen("float", true)).isEqualTo(Arithmetic.FLOAT);
    assertThat(Arithmetic.chosen("bfloat16", true)).isEqualTo(Arithmetic.BFLOAT16);
  }

  @Test
  void bfloat16WithoutTilesIsRefused() {
    assertThatThrownBy(() -> Arithmetic.chosen("bfloat16", false))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "-Dbnn4j.products=bfloat16 needs a processor that multiplies tiles of bfloat16 (Intel"
                + " AMX), and this one does not; leave the option out, products in float take their"
                + " place");
  }

  @Test
  void anUnknownWishIsRefused() {
    assertThatThrownBy(() -> Arithmetic.chosen("half", true))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "-Dbnn4j.products=half: expected float or bfloat16; without the option the faster one"
                + " is taken");
  }
}
