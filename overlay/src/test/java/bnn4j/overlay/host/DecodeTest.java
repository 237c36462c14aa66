package bnn4j.overlay.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.OutputCode;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecodeTest {
  private static final Overlay LFC = Overlays.named("lfcW1A1");
  private static final Overlay CNV = Overlays.named("cnvW1A2");

  private static int bits(Decode decode, long word, int classes) {
    return decode.classOf(LFC, new long[] {0, word}, 1, classes);
  }

  private static int scores(Decode decode, int... scores) {
    long[] output = new long[17];
    for (int n = 0; n < scores.length; n++) {
      output[1 + n / 4] |= (scores[n] & 0xffffL) << (16 * (n % 4));
    }
    return decode.classOf(CNV, output, 1, scores.length);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 0, 0", "3, 2, 1", "5, 2, 2", "6, 3, 2", "7, 3, 2", "1023, 10, 9"})
  void theSingleCallRoundsUpWhereTheMultipleCallTakesTheHighestBit(
      long word, int single, int multiple) {
    assertThat(bits(Decode.SINGLE, word, 10)).isEqualTo(single);
    assertThat(bits(Decode.MULTIPLE, word, 10)).isEqualTo(multiple);
  }

  @Test
  void everyLevelOfALadderStandsForItsClass() {
    ParameterSet bits = RandomParameters.of(LFC, 3, new Random(1));
    ParameterSet ladder =
        new ParameterSet(LFC, bits.layers(), List.of("a", "b", "c"), OutputCode.thresholds(20));
    for (int output = 0; output < 60; output++) {
      long[] words = {-1, 1L << output, -1};
      assertThat(Decode.MULTIPLE.classOf(ladder, words, 1)).isEqualTo(output % 3);
      assertThat(Decode.SINGLE.classOf(ladder, words, 1)).isEqualTo(output % 3);
      words[1] |= 1;
      assertThat(Decode.MULTIPLE.classOf(ladder, words, 1)).isEqualTo(output % 3);
    }
    assertThat(Decode.MULTIPLE.classOf(ladder, new long[1], 0)).isZero();
    // Two neighbours: the call for single pictures rounds up, past the last output to no class.
    assertThat(Decode.SINGLE.classOf(ladder, new long[] {0b11L << 57}, 0)).isEqualTo(2);
    assertThat(Decode.SINGLE.classOf(ladder, new long[] {0b11L << 58}, 0)).isEqualTo(60);
  }

  @Test
  void oneBitAloneIsItsClassInBothCalls() {
    for (int n = 0; n < 64; n++) {
      assertThat(bits(Decode.SINGLE, 1L << n, 64)).isEqualTo(n);
      assertThat(bits(Decode.MULTIPLE, 1L << n, 64)).isEqualTo(n);
    }
  }

  @Test
  void bitsOfPaddingNeuronsAreMaskedAway() {
    assertThat(bits(Decode.MULTIPLE, 0xffff_8004_0000_0004L, 10)).isEqualTo(2);
    assertThat(bits(Decode.SINGLE, 0xffff_8004_0000_0000L, 10)).isZero();
  }

  @Test
  void doublePrecisionRoundsFortyNineOnesUpToTheNextClass() {
    assertThat(bits(Decode.MULTIPLE, (1L << 48) - 1, 64)).isEqualTo(47);
    assertThat(bits(Decode.MULTIPLE, (1L << 49) - 1, 64)).isEqualTo(49);
    assertThat(bits(Decode.MULTIPLE, -1L, 64)).isEqualTo(64);
  }

  @Test
  void theSingleCallLosesAnIndexOfSixtyFour() {
    assertThat(bits(Decode.SINGLE, 0xc000_0000_0000_0000L, 64)).isZero();
  }

  @Test
  void theFirstOfEqualScoresWins() {
    for (Decode decode : Decode.values()) {
      assertThat(scores(decode, 3, 9, 9, -4)).isEqualTo(1);
    }
  }

  @Test
  void theMultipleCallSeesOnlyPositiveScores() {
    assertThat(scores(Decode.MULTIPLE, -5, -1, -3)).isZero();
    assertThat(scores(Decode.MULTIPLE, -5, 0, -3)).isZero();
    assertThat(scores(Decode.SINGLE, -5, -1, -3)).isEqualTo(1);
    assertThat(scores(Decode.ARGMAX, -5, -1, -3)).isEqualTo(1);
    assertThat(scores(Decode.SINGLE, -32768, -32768)).isZero();
  }

  @Test
  void scoresOfPaddingNeuronsAreNotLookedAt() {
    long[] output = new long[16];
    output[2] = 5;
    output[15] = 0x7fff_0000_0000_0000L;
    assertThat(Decode.SINGLE.classOf(CNV, output, 0, 10)).isEqualTo(8);
    assertThat(Decode.SINGLE.classOf(CNV, output, 0, 64)).isEqualTo(63);
  }

  @Test
  void bitsHaveNoLargest() {
    assertThatThrownBy(() -> bits(Decode.ARGMAX, 4, 10))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "decode argmax requires scores, but this overlay outputs one bit per class; use"
                + " single or multiple");
  }

  @ParameterizedTest
  @EnumSource(Decode.class)
  void tooManyOrNoClassesAreRefused(Decode decode) {
    assertThatThrownBy(() -> bits(decode, 4, 65))
        .isInstanceOf(Refusal.class)
        .hasMessage("65 classes; results of lfcW1A1 decode to 1 to 64");
    assertThatThrownBy(() -> scores(decode))
        .isInstanceOf(Refusal.class)
        .hasMessage("0 classes; results of cnvW1A2 decode to 1 to 64");
  }
}
