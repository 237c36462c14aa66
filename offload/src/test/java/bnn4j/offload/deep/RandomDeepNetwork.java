package bnn4j.offload.deep;

import bnn4j.network.DataType;
import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.Pool;
import bnn4j.network.Precision;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.offload.OffloadOverlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Networks of all shapes with numbers that training could give: scales of both signs and 0, sums on
 * steps, equal thresholds, more channels than one call has.
 */
final class RandomDeepNetwork {
  private final OffloadOverlay overlay;
  private final Random random;

  RandomDeepNetwork(OffloadOverlay overlay, long seed) {
    this.overlay = overlay;
    this.random = new Random(seed);
  }

  DeepNetwork network() {
    int side = 8 + random.nextInt(9);
    DataType activations = DataType.unsigned(overlay.activationBits());
    Precision processor = new Precision(DataType.signed(2 + random.nextInt(7)), activations);
    Network.Builder network =
        Network.of(new InputFormat(1 + 2 * random.nextInt(2), side, 8), processor)
            .convolution(3, 1 + random.nextInt(40), 1 + random.nextInt(2), random.nextInt(2));
    if (random.nextInt(3) == 0) {
      network.pool(new Pool(2, 1));
    }
    network.precision(new Precision(DataType.BINARY, activations));
    int layers = 1 + random.nextInt(3);
    for (int i = 0; i < layers; i++) {
      int kernel = 1 + random.nextInt(overlay.maxKernel());
      int channels = random.nextInt(5) == 0 ? 270 + random.nextInt(40) : 1 + random.nextInt(70);
      channels = Math.min(channels, overlay.maxInputChannels());
      network.convolution(kernel, channels, 1 + random.nextInt(2), kernel / 2);
      if (i == 0 && random.nextBoolean()) {
        network.pool(new Pool(overlay.poolSize(), 1));
      }
    }
    network.precision(processor);
    if (random.nextBoolean()) {
      network.dense(1 + random.nextInt(30));
    }
    return new DeepNetwork("random", overlay, network.dense(3).scores());
  }

  TrainedNetwork trained(Network network) {
    List<TrainedLayer> layers = new ArrayList<>();
    for (int i = 0; i < network.layers().size(); i++) {
      layers.add(numbers(network, i));
    }
    return new TrainedNetwork(network, layers, random.nextBoolean());
  }

  private TrainedLayer numbers(Network network, int index) {
    Layer layer = network.layers().get(index);
    int neurons = layer.neurons();
    boolean last = index == network.layers().size() - 1;
    float[] weights = new float[(int) layer.parameters()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextInt(20) == 0 ? 0 : random.nextFloat() * 2 - 1;
    }
    double spread =
        Math.sqrt(layer.fanIn())
            * layer.weights().max()
            * network.inputOf(index).map(DataType::max).orElse(1)
            / 2;
    float[] gamma = new float[neurons];
    float[] beta = new float[neurons];
    float[] mean = new float[neurons];
    float[] invStd = new float[neurons];
    for (int n = 0; n < neurons; n++) {
      gamma[n] = (float) random.nextGaussian();
      beta[n] = random.nextInt(4) == 0 ? 0.5f : random.nextFloat();
      mean[n] = (float) (random.nextGaussian() * spread);
      invStd[n] = (float) (1 / spread);
      switch (random.nextInt(8)) {
        case 0 -> gamma[n] = 0;
        // Thresholds on whole sums, and many of them equal.
        case 1 -> {
          gamma[n] = random.nextBoolean() ? 1 / 14f : -1 / 14f;
          mean[n] = Math.round(mean[n]);
          invStd[n] = random.nextInt(9) + 1;
          beta[n] = 0.5f;
        }
        default -> {
          // as it is
        }
      }
      if (layer.isPooled()) {
        gamma[n] = Math.abs(gamma[n]);
      }
      if (last) {
        gamma[n] = gamma[0];
        beta[n] = beta[0];
        mean[n] = mean[0];
        invStd[n] = invStd[0];
      }
    }
    return new TrainedLayer(
        neurons, layer.fanIn(), weights, new float[neurons], gamma, beta, mean, invStd);
  }

  long[] pictures(DeepNetwork deep, int count) {
    int words = (deep.network().input().values() + 7) / 8;
    return random.longs((long) count * words).toArray();
  }
}
