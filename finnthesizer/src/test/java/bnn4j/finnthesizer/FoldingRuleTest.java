package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import org.junit.jupiter.api.Test;

class FoldingRuleTest {
  @Test
  void everyRuleHasItsWord() {
    assertThat(FoldingRule.of("exact")).isEqualTo(FoldingRule.EXACT);
    assertThat(FoldingRule.of("finnthesizer")).isEqualTo(FoldingRule.FINNTHESIZER);
  }

  @Test
  void anotherWordIsRefused() {
    assertThatThrownBy(() -> FoldingRule.of("Exact"))
        .isInstanceOf(Refusal.class)
        .hasMessage("folding 'Exact' is unknown; known names: exact, finnthesizer");
  }
}
