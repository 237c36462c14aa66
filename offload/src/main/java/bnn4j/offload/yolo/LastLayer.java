package bnn4j.offload.yolo;

import bnn4j.offload.numpy.NpyFile;
import java.nio.file.Path;
import java.util.Arrays;

/** The convolution behind the accelerator: 1 x 1, 512 channels to 125 planes. */
final class LastLayer {
  static final int SIDE = 13;
  static final int CHANNELS = 512;
  static final int PLANES = 125;

  /** {@code [channel][plane]}. */
  private final float[] weights;

  private final float[] bias;

  private LastLayer(float[] weights, float[] bias) {
    this.weights = weights;
    this.bias = bias;
  }

  /** Reads its parameters. */
  static LastLayer read(Path folder) {
    return new LastLayer(
        NpyFile.read(folder.resolve("tinier-yolo-conv8-W.npy"), 1, 1, CHANNELS, PLANES),
        NpyFile.read(folder.resolve("tinier-yolo-conv8-bias.npy"), PLANES));
  }

  /**
   * Runs.
   *
   * @param activations 0 to 7, {@code [column][row][channel]}
   * @return {@code [plane][row][column]}
   */
  float[] run(byte[] activations) {
    float[] planes = new float[PLANES * SIDE * SIDE];
    float[] sums = new float[PLANES];
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        Arrays.fill(sums, 0);
        for (int c = 0; c < CHANNELS; c++) {
          float activation = activations[(x * SIDE + y) * CHANNELS + c];
          for (int p = 0; p < PLANES; p++) {
            sums[p] += activation * weights[c * PLANES + p];
          }
        }
        for (int p = 0; p < PLANES; p++) {
          planes[(p * SIDE + y) * SIDE + x] = sums[p] + bias[p];
        }
      }
    }
    return planes;
  }
}
