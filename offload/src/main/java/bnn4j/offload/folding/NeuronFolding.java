package bnn4j.offload.folding;

import bnn4j.foundation.Refusal;
import bnn4j.network.DataType;
import bnn4j.network.TrainedLayer;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.params.CallParameters;
import bnn4j.offload.schedule.FabricCall;
import java.util.Arrays;

/**
 * A neuron's batch norm and quantizer as thresholds that decide as training does, for every
 * accumulator: found by bisection with {@link TrainedLayer#value} and {@link DataType#quantized}
 * themselves, so that ties and rounding are training's.
 *
 * <p>Where the scale is positive, activations rise with the accumulator. Where it is negative they
 * fall: a level is reached for {@code a <= u}, which is not {@code a >= u + 1}, so the neuron
 * counts these and its activation is complemented.
 */
final class NeuronFolding {
  /** Above every accumulator. */
  private static final int NEVER = Short.MAX_VALUE;

  private final FabricCall call;
  private final DataType levels;
  private final int most;

  NeuronFolding(OffloadOverlay overlay, FabricCall call) {
    this.call = call;
    this.levels = DataType.unsigned(overlay.activationBits());
    this.most = call.kernel() * call.kernel() * call.inChannels() * overlay.maxActivation();
  }

  /** Folds a neuron of a layer into one of a call. */
  void fold(TrainedLayer layer, int from, CallParameters into, int to) {
    check(layer, from);
    putWeights(layer, from, into, to);
    boolean falls = layer.scale(from) < 0;
    int[] thresholds = new int[levels.thresholds()];
    for (int k = 0; k < thresholds.length; k++) {
      thresholds[k] = threshold(layer, from, k + 1, falls);
    }
    Arrays.sort(thresholds);
    for (int k = 0; k < thresholds.length; k++) {
      into.putThreshold(to, k, thresholds[k]);
    }
    into.putThreshold(to, thresholds.length, falls ? 1 : 0);
  }

  /** A neuron that only fills up the last row: it gives 0, so that no later layer is disturbed. */
  void fill(CallParameters into, int to) {
    for (int k = 0; k < levels.thresholds(); k++) {
      into.putThreshold(to, k, NEVER);
    }
  }

  private static void check(TrainedLayer layer, int neuron) {
    for (int i = 0; i < layer.synapses(); i++) {
      checkFinite("a weight", layer.weights()[neuron * layer.synapses() + i], neuron);
    }
    checkFinite("bias", layer.bias()[neuron], neuron);
    checkFinite("gamma", layer.gamma()[neuron], neuron);
    checkFinite("beta", layer.beta()[neuron], neuron);
    checkFinite("mean", layer.mean()[neuron], neuron);
    checkFinite("inverse standard deviation", layer.invStd()[neuron], neuron);
  }

  private static void checkFinite(String what, float value, int neuron) {
    if (!Float.isFinite(value)) {
      throw new Refusal(
          "neuron %d: %s is %s, folding needs finite numbers; training has diverged"
              .formatted(neuron, what, value));
    }
  }

  /** A set bit is -1. */
  private void putWeights(TrainedLayer layer, int from, CallParameters into, int to) {
    int channels = call.inChannels();
    int words = call.paddedInChannels() / Long.SIZE;
    for (int tap = 0; tap < call.kernel() * call.kernel(); tap++) {
      for (int word = 0; word < words; word++) {
        long bits = 0;
        int first = word * Long.SIZE;
        for (int c = first; c < Math.min(channels, first + Long.SIZE); c++) {
          float latent = layer.weights()[from * layer.synapses() + tap * channels + c];
          bits |= (DataType.BINARY.quantized(latent) < 0 ? 1L : 0L) << c;
        }
        into.putWeightWord(to, tap * words + word, bits);
      }
    }
  }

  /**
   * The least accumulator whose activation reaches the level, or where activations fall, does not
   * reach it any more; one above all accumulators if there is none.
   */
  private int threshold(TrainedLayer layer, int neuron, int level, boolean falls) {
    int below = -most - 1;
    int atOrAbove = most + 1;
    while (atOrAbove - below > 1) {
      int middle = Math.floorDiv(below + atOrAbove, 2);
      if (levels.quantized(layer.value(neuron, middle)) >= level != falls) {
        atOrAbove = middle;
      } else {
        below = middle;
      }
    }
    return atOrAbove;
  }
}
