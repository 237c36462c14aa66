package bnn4j.trainer.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowPartsTest {
  @Test
  void partsFollowEachOther() {
    RowParts parts = RowParts.of(7, 0, 15, 2);
    assertThat(parts.count()).isEqualTo(4);
    assertThat(parts.rows()).isEqualTo(24);
    assertThat(parts.first(0)).isZero();
    assertThat(parts.first(1)).isEqualTo(7);
    assertThat(parts.first(2)).isEqualTo(7);
    assertThat(parts.first(3)).isEqualTo(22);
    assertThat(parts.size(2)).isEqualTo(15);
  }

  @Test
  void evenPartsDifferByOneAtMost() {
    assertThat(RowParts.even(12, 3)).isEqualTo(RowParts.of(4, 4, 4));
    assertThat(RowParts.even(11, 3)).isEqualTo(RowParts.of(3, 4, 4));
    assertThat(RowParts.even(2, 3)).isEqualTo(RowParts.of(0, 1, 1));
  }
}
