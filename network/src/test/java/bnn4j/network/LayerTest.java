package bnn4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayerTest {
  private static final Layer CONVOLUTION =
      new Layer.Convolution(new Shape(3, 8), 3, 16, DataType.BINARY, DataType.TERNARY);
  private static final Layer DENSE =
      new Layer.Dense(new Shape(3, 8), 10, DataType.BINARY, Optional.empty());

  @Test
  void aPoolHalvesTheMapOfAConvolution() {
    Layer pooled = CONVOLUTION.withPool(Pool.of(2));
    assertThat(CONVOLUTION.isPooled()).isFalse();
    assertThat(pooled.isPooled()).isTrue();
    assertThat(pooled.unpooled()).isEqualTo(new Shape(16, 6));
    assertThat(pooled.shape()).isEqualTo(new Shape(16, 3));
    assertThat(pooled.withPool(Pool.NONE)).isEqualTo(CONVOLUTION);
  }

  @Test
  void aDenseLayerHasNothingToPool() {
    assertThat(DENSE.withPool(Pool.NONE)).isEqualTo(DENSE);
    assertThatThrownBy(() -> DENSE.withPool(Pool.of(2)))
        .isInstanceOf(Refusal.class)
        .hasMessage("a dense layer has no feature map to pool");
  }

  @Test
  void weightsAreCountedByLayerAndByNetwork() {
    assertThat(CONVOLUTION.parameters()).isEqualTo(16 * 3 * 3 * 3);
    assertThat(DENSE.parameters()).isEqualTo(10 * 3 * 8 * 8);
    assertThat(Networks.tfc(new Precision(1, 1)).parameters())
        .isEqualTo(64 * 784 + 2 * 64 * 64 + 10 * 64);
  }
}
