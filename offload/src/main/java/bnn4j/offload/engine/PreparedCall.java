package bnn4j.offload.engine;

import bnn4j.kernels.BitCounter;
import bnn4j.kernels.BitMatrix;
import bnn4j.kernels.Kernel;
import bnn4j.offload.params.CallParameters;
import bnn4j.offload.schedule.FabricCall;
import java.util.Arrays;
import java.util.List;

/**
 * A call with its parameters as the engine wants them; immutable.
 *
 * <p>With weights {@code w} as bits, 1 for -1, and {@code a} a plane of activations, the sum of the
 * plane is {@code |a| - 2 |a and w|}, which is {@code |a xor w| - |w|}. So differing bits are
 * counted, and {@code |w|} times the largest activation is added to the thresholds instead. Neurons
 * that are complemented have their weights complemented, which changes the sign of the sum: {@code
 * max - #(s >= t)} is {@code #(-s >= 1 - t)}. After that activations never fall as sums rise, so
 * that pools take the largest sum.
 */
final class PreparedCall {
  /** Beyond all sums, and far enough from the ends of an int that differences fit. */
  static final int NEVER = 1 << 29;

  private final FabricCall call;
  private final CallGeometry geometry;
  private final BitMatrix matrix;
  private final int neurons;

  /** {@code [k][neuron]}: a neuron's activation is the number of these that its sum exceeds. */
  private final int[][] limits;

  PreparedCall(FabricCall call, CallParameters parameters, int storedChannels, Kernel kernel) {
    this.call = call;
    this.geometry = new CallGeometry(call, storedChannels);
    this.neurons = parameters.neurons();
    int words = geometry.windowWords();
    long[] bits = new long[neurons * words];
    this.limits = new int[parameters.overlay().thresholds()][Kernel.stride(neurons)];
    for (int[] row : limits) {
      Arrays.fill(row, NEVER);
    }
    for (int n = 0; n < neurons; n++) {
      geometry.layOutWeights(weights(parameters, n), bits, n * words);
      int offset = 0;
      for (int w = n * words; w < (n + 1) * words; w++) {
        offset += Long.bitCount(bits[w]);
      }
      offset *= parameters.overlay().maxActivation();
      for (int k = 0; k < limits.length; k++) {
        int threshold = parameters.threshold(n, k);
        int least = parameters.inverted(n) ? 1 - threshold : threshold;
        limits[k][n] = least + offset - 1;
      }
    }
    this.matrix = kernel.bitMatrix(neurons, words, List.of(bits));
  }

  private static long[] weights(CallParameters parameters, int neuron) {
    long[] words = new long[parameters.weightWords()];
    for (int w = 0; w < words.length; w++) {
      long word = parameters.weightWord(neuron, w);
      words[w] = parameters.inverted(neuron) ? ~word : word;
    }
    return words;
  }

  FabricCall call() {
    return call;
  }

  CallGeometry geometry() {
    return geometry;
  }

  /** Neurons, those included that fill the last row of processing elements. */
  int neurons() {
    return neurons;
  }

  int[][] limits() {
    return limits;
  }

  BitCounter counter() {
    return matrix.counter(geometry.windows(), false);
  }
}
