package bnn4j.trainer.model;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.TrainedNetwork;
import bnn4j.trainer.modelfile.StoredModel;
import bnn4j.trainer.modelfile.StoredNetwork;
import bnn4j.trainer.ops.NativeMemory;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes the numbers, and what they mean, out of a DL4J network that {@link NetworkBuilder} built:
 * the same way as out of its file.
 */
public final class TrainedNetworkReader {
  private TrainedNetworkReader() {}

  /**
   * Reads a network.
   *
   * @param network as trained
   * @param input what it sees of a picture
   * @throws Refusal naming the first layer that bnn4j's trainer does not make
   */
  public static TrainedNetwork read(MultiLayerNetwork network, InputFormat input) {
    StoredNetwork layers = StoredNetwork.of(network.getLayerWiseConfigurations().toJson());
    INDArray all = network.params();
    float[] numbers = new float[Math.toIntExact(all.length())];
    NativeMemory.floats(all).get(numbers);
    return new StoredModel(layers, numbers).floats(input);
  }
}
