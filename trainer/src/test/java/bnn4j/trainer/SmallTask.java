package bnn4j.trainer;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.Augmentation;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.trainer.model.NetworkBuilder;
import bnn4j.trainer.settings.Averaging;
import bnn4j.trainer.settings.Distillation;
import bnn4j.trainer.settings.Dropout;
import bnn4j.trainer.settings.EarlyStopping;
import bnn4j.trainer.settings.LearningRate;
import bnn4j.trainer.settings.Loss;
import bnn4j.trainer.settings.TrainingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A small network, images it can learn to tell apart, and networks for it. */
public final class SmallTask {
  /** Classes of the images. */
  public static final int CLASSES = 5;

  /** Rows and columns: not a multiple of anything, so that there is padding. */
  public static final int SIDE = 7;

  private static final List<String> NAMES = List.of("0", "eins", "c c", "no", "4e1");

  private SmallTask() {}

  /** A network with two hidden layers and a bit for each of 64 outputs. */
  public static Network network(int weightBits, int activationBits) {
    return Network.fullyConnected(
        new InputFormat(1, SIDE, 1), new Precision(weightBits, activationBits), 64, 24, 16);
  }

  /** Noisy copies of one pattern per class. */
  public static LabeledImages images(int count, long seed) {
    return images(count, seed, SIDE, NAMES);
  }

  /** The same in another size and with other classes. */
  public static LabeledImages images(int count, long seed, int side, List<String> names) {
    byte[][] patterns = new byte[names.size()][side * side];
    Random fixed = new Random(99);
    for (byte[] pattern : patterns) {
      fixed.nextBytes(pattern);
    }
    Random random = new Random(seed);
    int[] labels = random.ints(count, 0, names.size()).toArray();
    byte[] pixels = new byte[count * side * side];
    for (int i = 0; i < pixels.length; i++) {
      byte pixel = patterns[labels[i / (side * side)]][i % (side * side)];
      pixels[i] = random.nextInt(8) == 0 ? (byte) random.nextInt(256) : pixel;
    }
    return new LabeledImages(new ImageShape(1, side, side), pixels, labels, names);
  }

  /** How to train on such images, with {@code key=value} settings on top, as a config has them. */
  public static TrainingSettings settings(String... changes) {
    Map<String, String> set =
        Arrays.stream(changes)
            .map(change -> change.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    TrainingSettings settings =
        new TrainingSettings(
            Integer.parseInt(take(set, "epochs", "3")),
            Integer.parseInt(take(set, "batch-size", "20")),
            new LearningRate(
                Double.parseDouble(take(set, "learning-rate.start", "0.01")),
                Double.parseDouble(take(set, "learning-rate.end", "0.001")),
                LearningRate.Schedule.EXPONENTIAL,
                0),
            take(set, "loss", "squared-hinge").equals("highest-bit")
                ? Loss.HIGHEST_BIT
                : Loss.SQUARED_HINGE,
            new Distillation(Double.parseDouble(take(set, "distillation.weight", "0"))),
            new Dropout(
                Double.parseDouble(take(set, "dropout.input", "0.1")),
                Double.parseDouble(take(set, "dropout.hidden", "0.2"))),
            new Augmentation(
                Integer.parseInt(take(set, "augmentation.shift", "1")), false, 0, 0, 0),
            InputTransform.NONE,
            Long.parseLong(take(set, "seed", "7")),
            new EarlyStopping(Integer.parseInt(take(set, "early-stopping.patience", "0"))),
            new Averaging(
                Integer.parseInt(take(set, "averaging.workers", "1")),
                Integer.parseInt(take(set, "averaging.every", "1"))));
    if (!set.isEmpty()) {
      throw new IllegalArgumentException("not settings: " + set);
    }
    return settings;
  }

  private static String take(Map<String, String> set, String key, String otherwise) {
    String value = set.remove(key);
    return value == null ? otherwise : value;
  }

  /** An untrained network whose batch norms are random, a good half of the scales negative. */
  public static MultiLayerNetwork randomNetwork(Network shape, long seed) {
    MultiLayerNetwork network = NetworkBuilder.of(settings(), shape, CLASSES).build();
    Random random = new Random(seed);
    for (int layer = 0; layer < network.getnLayers() - 1; layer += 2) {
      fill(network.getParam(layer + "_W"), random, -1, 1);
      fill(network.getParam(layer + 1 + "_gamma"), random, -1.5, 1.2);
      fill(network.getParam(layer + 1 + "_beta"), random, -1, 1);
      fill(network.getParam(layer + 1 + "_mean"), random, -4, 4);
      fill(network.getParam(layer + 1 + "_invStd"), random, 0.05, 0.5);
    }
    return network;
  }

  private static void fill(INDArray values, Random random, double low, double high) {
    float[] drawn = new float[(int) values.length()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) (low + (high - low) * random.nextDouble());
    }
    values.assign(Nd4j.createFromArray(drawn).reshape(values.shape()));
  }
}
