package bnn4j.offload.dorefa;

import bnn4j.foundation.Refusal;
import bnn4j.offload.numpy.FloatArray;
import bnn4j.offload.numpy.NpyFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The convolution before the accelerator: 12 x 12, every fourth pixel, to 68 channels. */
final class FirstConvolution {
  static final int SIDE = 54;
  static final int CHANNELS = 68;

  private static final int KERNEL = 12;
  private static final int STRIDE = 4;
  private static final int COLOURS = 3;
  private static final int TAPS = COLOURS * KERNEL * KERNEL;

  /** {@code [colour][row][column][channel]}. */
  private final float[] weights = new float[TAPS * CHANNELS];

  private final float[] thresholds;

  private FirstConvolution(float[] saved, float[] thresholds) {
    this.thresholds = thresholds;
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int tap = 0; tap < TAPS; tap++) {
        weights[tap * CHANNELS + channel] = saved[channel * TAPS + tap];
      }
    }
  }

  /**
   * Reads its parameters.
   *
   * @throws Refusal naming the file and what is missing or wrong in it
   */
  static FirstConvolution read(Path folder) {
    Path file = folder.resolve("dorefanet-conv0.npy");
    Map<String, FloatArray> arrays = NpyFile.readDictionary(file);
    return new FirstConvolution(
        array(file, arrays, "conv0/W", CHANNELS, COLOURS, KERNEL, KERNEL),
        array(file, arrays, "conv0/T", 3));
  }

  /** One of many arrays, of a shape. */
  static float[] array(Path file, Map<String, FloatArray> arrays, String key, Integer... shape) {
    FloatArray array = arrays.get(key);
    if (array == null) {
      throw new Refusal("%s: expected an array %s, found %s".formatted(file, key, arrays.keySet()));
    }
    if (!array.shape().equals(List.of(shape))) {
      throw new Refusal(
          "%s: %s: expected an array of %s, found %s"
              .formatted(file, key, Arrays.toString(shape), array.shape()));
    }
    return array.values();
  }

  /**
   * Runs.
   *
   * @param planes as {@link CentreCrop#of} gives them
   * @return activations 0 to 3, {@code [row][column][channel]}
   */
  byte[] run(float[] planes) {
    byte[] activations = new byte[SIDE * SIDE * CHANNELS];
    float[] sums = new float[CHANNELS];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      sum(planes, pixel / SIDE * STRIDE, pixel % SIDE * STRIDE, sums);
      for (int c = 0; c < CHANNELS; c++) {
        int value = 0;
        for (float threshold : thresholds) {
          value += sums[c] > threshold ? 1 : 0;
        }
        activations[pixel * CHANNELS + c] = (byte) value;
      }
    }
    return activations;
  }

  private void sum(float[] planes, int row, int column, float[] sums) {
    Arrays.fill(sums, 0);
    int tap = 0;
    for (int colour = 0; colour < COLOURS; colour++) {
      for (int y = row; y < row + KERNEL; y++) {
        int at = (colour * CentreCrop.SIDE + y) * CentreCrop.SIDE + column;
        for (int x = 0; x < KERNEL; x++, tap++) {
          add(planes[at + x], tap * CHANNELS, sums);
        }
      }
    }
  }

  private void add(float value, int from, float[] sums) {
    for (int c = 0; c < CHANNELS; c++) {
      sums[c] += value * weights[from + c];
    }
  }
}
