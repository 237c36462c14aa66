package bnn4j.trainer.loop;

import bnn4j.trainer.averaging.NetworkState;
import bnn4j.trainer.ops.NativeMemory;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes the state out of a DL4J network, and puts it into one. */
final class NetworkStates {
  private NetworkStates() {}

  static NetworkState of(MultiLayerNetwork network) {
    return new NetworkState(
        floats(network.params()),
        floats(network.getUpdater().getStateViewArray()),
        network.getIterationCount());
  }

  private static float[] floats(INDArray values) {
    FloatBuffer buffer = NativeMemory.floats(values);
    float[] floats = new float[buffer.remaining()];
    buffer.get(floats);
    return floats;
  }

  static void load(NetworkState state, MultiLayerNetwork network) {
    NativeMemory.floats(network.params()).put(state.parameters());
    NativeMemory.floats(network.getUpdater().getStateViewArray()).put(state.updater());
    network.setIterationCount(state.iteration());
  }
}
