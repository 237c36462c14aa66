package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.DataType;
import bnn4j.network.Layer;
import bnn4j.network.Shape;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.Folding;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.LayerMemory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayerPackerTest {
  private static final long NEVER = 32767;

  @Test
  void neuronsGoRoundTheProcessingElements() {
    MatrixLayer layer = layer(1, 1, 2, 2, 4, 2);
    LayerMemory memory =
        new LayerPacker(layer)
            .pack(List.of(neuron(10, 1, -1), neuron(11, -1, 1), neuron(12, 1, 1)), NEVER);
    assertThat(memory.thresholds()).isDeepEqualTo(new long[][] {{10, 12}, {11, NEVER}});
    assertThat(memory.weights()).isDeepEqualTo(new long[][] {{0b01, 0b11}, {0b10, 0b11}});
  }

  @Test
  void firstSynapseIsTheLowestBitAndGroupsFollowEachOther() {
    MatrixLayer layer = layer(1, 1, 3, 1, 1, 6);
    LayerMemory memory =
        new LayerPacker(layer).pack(List.of(neuron(0, 1, -1, -1, -1, 1, 1)), NEVER);
    assertThat(memory.weights()).isDeepEqualTo(new long[][] {{0b001, 0b110}});
  }

  @Test
  void twoBitWeightsAreTwosComplement() {
    MatrixLayer layer = layer(2, 2, 4, 1, 1, 4);
    LayerMemory memory =
        new LayerPacker(layer)
            .pack(List.of(new FoldedNeuron(new byte[] {-1, 0, 1, -2}, new long[] {-3, 4})), NEVER);
    assertThat(memory.weights()).isDeepEqualTo(new long[][] {{0b10_01_00_11}});
    assertThat(memory.thresholds()).isDeepEqualTo(new long[][] {{-3, 4}});
  }

  @Test
  void sixtyFourLanesFillTheWord() {
    byte[] weights = new byte[64];
    weights[63] = 1;
    LayerMemory memory =
        new LayerPacker(layer(1, 1, 64, 1, 1, 64))
            .pack(List.of(new FoldedNeuron(weights, new long[] {0})), NEVER);
    assertThat(memory.weights()).isDeepEqualTo(new long[][] {{Long.MIN_VALUE}});
  }

  @Test
  void paddingIsOnesForOneBitAndZerosForTwo() {
    LayerMemory oneBit = new LayerPacker(layer(1, 1, 4, 1, 2, 4)).pack(List.of(neuron(0, -1)), 9);
    LayerMemory twoBits =
        new LayerPacker(layer(2, 2, 4, 1, 2, 4))
            .pack(List.of(new FoldedNeuron(new byte[] {-1}, new long[] {5, 6})), 9);
    assertThat(oneBit.weights()).isDeepEqualTo(new long[][] {{0b1110, 0b1111}});
    assertThat(oneBit.thresholds()).isDeepEqualTo(new long[][] {{0, 9}});
    assertThat(twoBits.weights()).isDeepEqualTo(new long[][] {{0b11, 0}});
    assertThat(twoBits.thresholds()).isDeepEqualTo(new long[][] {{5, 6, 9, 9}});
  }

  private static FoldedNeuron neuron(long threshold, int... weights) {
    byte[] bytes = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      bytes[i] = (byte) weights[i];
    }
    return new FoldedNeuron(bytes, new long[] {threshold});
  }

  private static MatrixLayer layer(
      int weightBits, int outputBits, int simd, int pe, int rows, int columns) {
    return new MatrixLayer(
        0,
        new Layer.Dense(
            new Shape(columns, 1),
            rows,
            DataType.signed(weightBits),
            Optional.of(DataType.signed(outputBits))),
        new Folding(simd, pe),
        rows,
        columns,
        outputBits,
        Accumulator.SIGNED);
  }
}
