package bnn4j.offload.yolo;

import bnn4j.offload.numpy.NpyFile;
import java.nio.file.Path;
import java.util.Arrays;

/** The convolution before the accelerator: 3 x 3, every second pixel, 3 colours to 16 channels. */
final class FirstLayer {
  static final int SIDE = Letterbox.SIDE / 2;
  static final int CHANNELS = 16;

  private static final int KERNEL = 3;
  private static final int COLOURS = 3;
  private static final int TAPS = COLOURS * KERNEL * KERNEL;
  private static final float LARGEST = 4;
  private static final int LEVELS = 7;

  /** {@code [colour][column][row][channel]}. */
  private final float[] weights = new float[TAPS * CHANNELS];

  private final float[] bias;

  private FirstLayer(float[] saved, float[] bias) {
    this.bias = bias;
    // Saved as [row][column][colour][channel].
    for (int row = 0; row < KERNEL; row++) {
      for (int column = 0; column < KERNEL; column++) {
        for (int colour = 0; colour < COLOURS; colour++) {
          int from = ((row * KERNEL + column) * COLOURS + colour) * CHANNELS;
          int to = ((colour * KERNEL + column) * KERNEL + row) * CHANNELS;
          System.arraycopy(saved, from, weights, to, CHANNELS);
        }
      }
    }
  }

  /** Reads its parameters. */
  static FirstLayer read(Path folder) {
    return new FirstLayer(
        NpyFile.read(folder.resolve("tinier-yolo-conv0-W.npy"), KERNEL, KERNEL, COLOURS, CHANNELS),
        NpyFile.read(folder.resolve("tinier-yolo-conv0-bias.npy"), CHANNELS));
  }

  /**
   * Runs.
   *
   * @return activations 0 to 7, {@code [column][row][channel]}: the accelerator sees photos with
   *     rows and columns exchanged
   */
  byte[] run(Letterbox box) {
    byte[] activations = new byte[SIDE * SIDE * CHANNELS];
    float[] window = new float[TAPS];
    float[] sums = new float[CHANNELS];
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        gather(box.planes(), x, y, window);
        sum(window, sums);
        for (int c = 0; c < CHANNELS; c++) {
          activations[(x * SIDE + y) * CHANNELS + c] = quantized(sums[c] + bias[c]);
        }
      }
    }
    return activations;
  }

  private static void gather(float[] planes, int x, int y, float[] window) {
    int at = 0;
    for (int colour = 0; colour < COLOURS; colour++) {
      for (int column = 2 * x - 1; column <= 2 * x + 1; column++) {
        for (int row = 2 * y - 1; row <= 2 * y + 1; row++) {
          boolean inside =
              column >= 0 && row >= 0 && column < Letterbox.SIDE && row < Letterbox.SIDE;
          window[at++] =
              inside ? planes[(colour * Letterbox.SIDE + row) * Letterbox.SIDE + column] : 0;
        }
      }
    }
  }

  private void sum(float[] window, float[] sums) {
    Arrays.fill(sums, 0);
    for (int tap = 0; tap < TAPS; tap++) {
      for (int c = 0; c < CHANNELS; c++) {
        sums[c] += window[tap] * weights[tap * CHANNELS + c];
      }
    }
  }

  /** Steps of a seventh of the range; halves go to the even number. */
  private static byte quantized(float value) {
    float clipped = Math.max(0, Math.min(LARGEST, value));
    return (byte) Math.rint(clipped / LARGEST * LEVELS);
  }
}
