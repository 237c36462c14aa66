package bnn4j.trainer;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import bnn4j.trainer.model.NetworkBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A small overlay, images it can learn to tell apart, and networks for it. */
public final class SmallTask {
  /** Classes of the images. */
  public static final int CLASSES = 5;

  /** Rows and columns: not a multiple of anything, so that there is padding. */
  public static final int SIDE = 7;

  private static final List<String> NAMES = List.of("0", "eins", "c c", "no", "4e1");

  private SmallTask() {}

  /** An overlay with two hidden layers. */
  public static Overlay overlay(int weightBits, int activationBits) {
    return new Overlay(
        "small",
        Network.fullyConnected(
            new InputFormat(1, SIDE, 1), new Precision(weightBits, activationBits), 64, 24, 16),
        List.of(new Folding(8, 8), new Folding(8, 4), new Folding(4, 16)));
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

  /** How to train on such images, with {@code key=value} settings on top. */
  public static TrainingSpec spec(Path folder, String... settings) {
    Path file = folder.resolve("small.yaml");
    String yaml =
        """
        network: lfcW1A1
        dataset: rendered-digits
        validation: 60
        epochs: 3
        batch-size: 20
        learning-rate: {start: 0.01, end: 0.001}
        dropout: {input: 0.1, hidden: 0.2}
        augmentation: {shift: 1}
        seed: 7
        """;
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TrainingSpec.read(file, List.of(settings));
  }

  /** An untrained network whose batch norms are random, a good half of the scales negative. */
  public static MultiLayerNetwork randomNetwork(TrainingSpec spec, Overlay overlay, long seed) {
    MultiLayerNetwork network = NetworkBuilder.of(spec, overlay.network(), CLASSES).build();
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
