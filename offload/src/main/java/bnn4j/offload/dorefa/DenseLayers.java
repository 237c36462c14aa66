package bnn4j.offload.dorefa;

import static bnn4j.offload.dorefa.FirstConvolution.array;

import bnn4j.foundation.Refusal;
import bnn4j.offload.numpy.FloatArray;
import bnn4j.offload.numpy.NpyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The three fully connected layers behind the accelerator, in floats. */
final class DenseLayers {
  /** Classes of ImageNet. */
  static final int CLASSES = 1000;

  private static final int INPUTS = 9216;
  private static final int WIDTH = 4096;
  private static final int LEVELS = 3;
  private static final String FILE = "dorefanet-fc-normalized.npy";

  private final float[] first;
  private final float[] firstBias;
  private final float[] second;
  private final float[] secondBias;
  private final float[] last;

  private DenseLayers(Path file, Map<String, FloatArray> arrays) {
    this.first = array(file, arrays, "fc0/Wn", INPUTS, WIDTH);
    this.firstBias = array(file, arrays, "fc0/bn", WIDTH);
    this.second = array(file, arrays, "fc1/Wn", WIDTH, WIDTH);
    this.secondBias = array(file, arrays, "fc1/bn", WIDTH);
    this.last = array(file, arrays, "fct/W", WIDTH, CLASSES);
  }

  /**
   * Reads their parameters, packed or not.
   *
   * @throws Refusal saying where the file must come from if it is not there, or what is wrong in it
   */
  static DenseLayers read(Path folder) {
    Path plain = folder.resolve(FILE);
    Path packed = folder.resolve(FILE + ".bz2");
    if (!Files.isRegularFile(plain) && !Files.isRegularFile(packed)) {
      throw new Refusal(
          ("%s: contains neither %s nor %s.bz2 with the fully connected layers; copy it from"
                  + " qnn/params of https://github.com/Xilinx/QNN-MO-PYNQ")
              .formatted(folder, FILE, FILE));
    }
    Path file = Files.isRegularFile(plain) ? plain : packed;
    return new DenseLayers(file, NpyFile.readDictionary(file));
  }

  /**
   * Runs.
   *
   * @param activations 0 to 3, {@code [row][column][channel]}
   * @return probability of each class
   */
  float[] run(byte[] activations) {
    float[] input = new float[INPUTS];
    float largest = 0;
    for (int i = 0; i < INPUTS; i++) {
      input[i] = activations[i];
      largest = Math.max(largest, input[i]);
    }
    for (int i = 0; i < INPUTS && largest > 0; i++) {
      input[i] /= largest;
    }
    float[] hidden = clipped(product(input, first, WIDTH), firstBias);
    for (int i = 0; i < WIDTH; i++) {
      hidden[i] = (float) Math.rint(hidden[i] * LEVELS) / LEVELS;
    }
    return softmax(product(clipped(product(hidden, second, WIDTH), secondBias), last, CLASSES));
  }

  private static float[] product(float[] input, float[] weights, int outputs) {
    float[] sums = new float[outputs];
    for (int i = 0; i < input.length; i++) {
      if (input[i] != 0) {
        add(input[i], weights, i * outputs, sums);
      }
    }
    return sums;
  }

  private static void add(float value, float[] weights, int from, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += value * weights[from + i];
    }
  }

  private static float[] clipped(float[] sums, float[] bias) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.max(0, Math.min(1, sums[i] + bias[i]));
    }
    return sums;
  }

  private static float[] softmax(float[] scores) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) Math.exp(scores[i] - largest);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) (scores[i] / sum);
    }
    return scores;
  }
}
