package bnn4j.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import org.junit.jupiter.api.Test;

class GemmPrecisionTest {
  @Test
  void withoutAWishBfloat16IsTakenWhereTheProcessorHasIt() {
    assertThat(GemmPrecision.chosen(null, true)).isEqualTo(GemmPrecision.BFLOAT16);
    assertThat(GemmPrecision.chosen(null, false)).isEqualTo(GemmPrecision.FLOAT);
  }

  @Test
  void aWishDecides() {
    assertThat(GemmPrecision.chosen("float", true)).isEqualTo(GemmPrecision.FLOAT);
    assertThat(GemmPrecision.chosen("bfloat16", true)).isEqualTo(GemmPrecision.BFLOAT16);
  }

  @Test
  void bfloat16OnOtherProcessorsIsRefused() {
    assertThatThrownBy(() -> GemmPrecision.chosen("bfloat16", false))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "-Dbnn4j.gemm=bfloat16 requires a processor with AVX512_BF16 or Intel AMX,"
                + " which this one lacks; omit the option to use float");
  }

  @Test
  void anUnknownWishIsRefused() {
    assertThatThrownBy(() -> GemmPrecision.chosen("half", true))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "-Dbnn4j.gemm=half: expected float or bfloat16; without the option the faster"
                + " one is used");
  }
}
