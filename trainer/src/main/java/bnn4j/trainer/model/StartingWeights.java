package bnn4j.trainer.model;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.Shape;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.trainer.layers.QuantizedBatchNorm;
import bnn4j.trainer.layers.QuantizedOp;
import bnn4j.trainer.ops.NativeMemory;
import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The numbers of an earlier network, for a training to begin with: latent weights and batch norms
 * with their running statistics, as they are. Bits of weights and activations may differ.
 */
public final class StartingWeights {
  private final List<TrainedLayer> taken;
  private final boolean statistics;

  private StartingWeights(List<TrainedLayer> taken, boolean statistics) {
    this.taken = taken;
    this.statistics = statistics;
  }

  /**
   * The numbers for a network.
   *
   * @param earlier where they come from
   * @param where it comes from, for the message
   * @param wanted what is to be trained
   * @param name of that network, for the message
   * @param sameClasses whether its outputs mean the same classes; else its last layer is left out
   * @throws Refusal naming the first layer that the two do not have in common
   */
  public static StartingWeights of(
      TrainedNetwork earlier, String where, Network wanted, String name, boolean sameClasses) {
    checkSame(earlier.network(), where, wanted, name);
    List<TrainedLayer> all = earlier.layers();
    return new StartingWeights(sameClasses ? all : all.subList(0, all.size() - 1), true);
  }

  /** The same numbers, of which the running statistics are none of images. */
  public StartingWeights withoutStatistics() {
    return new StartingWeights(taken, false);
  }

  /** Whether the running statistics are those of the images that the network has seen. */
  public boolean hasStatistics() {
    return statistics;
  }

  private static void checkSame(Network earlier, String where, Network wanted, String name) {
    if (!earlier.input().equals(wanted.input())) {
      throw differs(where, "its input", text(earlier.input()), name, text(wanted.input()));
    }
    int ends = earlier.layers().size() - 1;
    int end = wanted.layers().size() - 1;
    for (int i = 0; i < Math.max(ends, end) + 1; i++) {
      // Outputs of the last layer are classes, its inputs those that the layer before gives.
      boolean bothLast = i == ends && i == end;
      String found = i <= ends ? text(earlier.layers().get(i)) : "nothing";
      String expected = i <= end ? text(wanted.layers().get(i)) : "nothing";
      if (!bothLast && !found.equals(expected)) {
        throw differs(where, "layer %d".formatted(i), found, name, expected);
      }
    }
  }

  private static Refusal differs(
      String where, String what, String found, String name, String expected) {
    return new Refusal(
        ("%s: %s is %s, that of %s is %s; use a model with the layers of %s, or omit"
                + " --start-from")
            .formatted(where, what, found, name, expected, name));
  }

  private static String text(InputFormat input) {
    return "%dx%d, %d channels of %d bits"
        .formatted(input.dimension(), input.dimension(), input.channels(), input.bits());
  }

  private static String text(Layer layer) {
    Shape input = layer.input();
    return layer.isDense()
        ? "%s on %d values".formatted(layer.description(), input.values())
        : "%s on %dx%dx%d"
            .formatted(layer.description(), input.dimension(), input.dimension(), input.channels());
  }

  /**
   * Puts the numbers into a network.
   *
   * @param fresh as {@link NetworkBuilder} built it; a last layer that is left out stays as it is,
   *     and so does its updater's state
   */
  public void copyInto(MultiLayerNetwork fresh) {
    int layer = 0;
    for (int i = 0; layer < taken.size(); i++) {
      Object config = fresh.getLayer(i).conf().getLayer();
      TrainedLayer numbers = taken.get(layer);
      if (config instanceof QuantizedOp) {
        copy(numbers.weights(), fresh, i + "_W");
      } else if (config instanceof QuantizedBatchNorm) {
        copy(numbers.gamma(), fresh, i + "_gamma");
        copy(numbers.beta(), fresh, i + "_beta");
        copy(meanWithoutBias(numbers), fresh, i + "_mean");
        copy(numbers.invStd(), fresh, i + "_invStd");
        layer++;
      }
    }
  }

  /** The trainer's products have no bias; what one adds, a smaller mean does. */
  private static float[] meanWithoutBias(TrainedLayer numbers) {
    float[] mean = numbers.mean().clone();
    for (int n = 0; n < mean.length; n++) {
      mean[n] -= numbers.bias()[n];
    }
    return mean;
  }

  /** A scalar batch norm has one value, which its float layer repeats for every neuron. */
  private static void copy(float[] values, MultiLayerNetwork network, String parameter) {
    FloatBuffer target = NativeMemory.floats(network.getParam(parameter));
    target.put(values, 0, target.remaining());
  }
}
