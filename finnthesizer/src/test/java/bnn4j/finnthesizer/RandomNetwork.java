package bnn4j.finnthesizer;

import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Networks made to hit ties, signs and ends of ranges often. */
final class RandomNetwork {
  private static final float[] WEIGHTS = {
    0f,
    -0f,
    0.5f,
    -0.5f,
    Math.nextDown(0.5f),
    Math.nextDown(-0.5f),
    1f,
    -1f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1.5f,
    -1.5f
  };
  private static final float[] SCALES = {1f, -1f, 0.25f, -0.25f, 2f, -2f};
  private static final float[] EXTREME_SCALES = {
    0f, -0f, 1e-30f, -1e-30f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE
  };
  private static final float[] SHIFTS = {0f, -0f, 0.5f, -0.5f, 1f, -1f, 0.25f, -0.75f};
  private static final float[] EXTREME_SHIFTS = {
    1e20f, -1e20f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -Float.MIN_VALUE
  };

  private final Random random;

  RandomNetwork(long seed) {
    this.random = new Random(seed);
  }

  TrainedNetwork network(Overlay overlay, int outputs) {
    List<TrainedLayer> layers = new ArrayList<>();
    for (MatrixLayer layer : overlay.layers()) {
      boolean last = layer.index() == overlay.layers().size() - 1;
      layers.add(layer(last ? outputs : layer.neurons(), layer));
    }
    return new TrainedNetwork(overlay.network().withOutputs(outputs), layers);
  }

  TrainedLayer layer(int neurons, MatrixLayer like) {
    int synapses = like.fanIn();
    // Half a standard deviation of what the accumulators are for random inputs.
    double spread = Math.sqrt(synapses) / 2;
    TrainedLayer layer = TrainedLayer.ofZeros(neurons, synapses);
    for (int i = 0; i < layer.weights().length; i++) {
      layer.weights()[i] = random.nextInt(4) == 0 ? pick(WEIGHTS) : uniform();
    }
    for (int n = 0; n < neurons; n++) {
      layer.bias()[n] = shift();
      layer.beta()[n] = shift();
      layer.mean()[n] = mean(spread);
      layer.gamma()[n] = scale();
      layer.invStd()[n] = Math.abs(scale());
    }
    return layer;
  }

  private float mean(double spread) {
    double mean = random.nextGaussian() * spread;
    return switch (random.nextInt(8)) {
      case 0 -> pick(EXTREME_SHIFTS);
      case 1, 2 -> (float) mean;
      case 3 -> Math.round(mean * 256) / 256f;
      default -> Math.round(mean * 2) / 2f;
    };
  }

  private float scale() {
    return switch (random.nextInt(12)) {
      case 0 -> pick(EXTREME_SCALES);
      case 1, 2, 3, 4 -> uniform();
      default -> pick(SCALES);
    };
  }

  private float shift() {
    return switch (random.nextInt(12)) {
      case 0 -> pick(EXTREME_SHIFTS);
      case 1, 2, 3, 4 -> uniform();
      default -> pick(SHIFTS);
    };
  }

  private float uniform() {
    return random.nextFloat() * 2 - 1;
  }

  private float pick(float[] values) {
    return values[random.nextInt(values.length)];
  }
}
