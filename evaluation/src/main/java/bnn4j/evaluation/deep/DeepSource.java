package bnn4j.evaluation.deep;

import bnn4j.network.ReferenceEvaluation;
import bnn4j.network.TrainedLayerTrace;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.deep.DeepSet;
import bnn4j.offload.deep.DeepTrace;
import bnn4j.offload.deep.DeepTracer;
import bnn4j.offload.driver.OffloadAccelerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes a deep network and returns the values of each layer. For one thread. */
public interface DeepSource extends AutoCloseable {
  /** What it is called. */
  String name();

  /** Everything computed for an image, from 0. */
  DeepTrace trace(int image);

  @Override
  void close();

  /**
   * A set on an accelerator.
   *
   * @param accelerator runs the inner layers; closed with this
   * @param packed images as the set takes them, one after the other
   */
  static DeepSource of(
      String name, DeepSet set, OffloadAccelerator accelerator, long[] packed, int images) {
    DeepTracer tracer = new DeepTracer(set, accelerator);
    int words = packed.length / Math.max(1, images);
    return new DeepSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public DeepTrace trace(int image) {
        return tracer.trace(packed, image * words);
      }

      @Override
      public void close() {
        tracer.close();
      }
    };
  }

  /**
   * A float network, evaluated as training does.
   *
   * @param packed images as it takes them, one after the other
   */
  static DeepSource of(String name, TrainedNetwork floats, long[] packed, int images) {
    ReferenceEvaluation reference = new ReferenceEvaluation(floats);
    int words = packed.length / Math.max(1, images);
    return new DeepSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public DeepTrace trace(int image) {
        List<TrainedLayerTrace> layers = reference.run(packed, image * words);
        List<byte[]> activations = new ArrayList<>();
        for (TrainedLayerTrace layer : layers.subList(0, layers.size() - 1)) {
          activations.add(layer.pooled().length > 0 ? layer.pooled() : layer.activations());
        }
        // Whole numbers: the last layer sums whole weights times whole activations.
        double[] sums = layers.get(layers.size() - 1).sums();
        return new DeepTrace(
            activations, Arrays.stream(sums).mapToInt(sum -> (int) Math.rint(sum)).toArray());
      }

      @Override
      public void close() {}
    };
  }
}
