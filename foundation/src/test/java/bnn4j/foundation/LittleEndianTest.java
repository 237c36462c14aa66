package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LittleEndianTest {
  @Test
  void theLowestByteOfAWordComesFirst() {
    assertThat(LittleEndian.bytes(new long[] {0x0807060504030201L, -1}))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, -1, -1, -1, -1, -1, -1, -1, -1);
    assertThat(LittleEndian.bytes(new long[0])).isEmpty();
  }
}
