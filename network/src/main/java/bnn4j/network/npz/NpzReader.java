package bnn4j.network.npz;

import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.zip.ZipFile;

/**
 * Reads a network that BNN-PYNQ's trainer has saved (formats.md 7.4): per layer the arrays {@code
 * W, b, beta, gamma, mean, inv_std}, without {@code b} where the layer gives scores. The number of
 * classes is in the file, everything else must be known: the network says it.
 */
public final class NpzReader {
  private final Path file;
  private final Network network;
  private final NpzArchive archive;
  private int next;

  private NpzReader(Path file, Network network, NpzArchive archive) {
    this.file = file;
    this.network = network;
    this.archive = archive;
  }

  /**
   * Reads a network.
   *
   * @param file an {@code .npz}, for instance {@code mnist-1w-1a.npz}
   * @param network layers and data types, which are not in the file, and the most outputs
   * @param name of that network, for messages
   * @param advice what to say if the file has another number of arrays, given that number; empty
   *     where there is nothing to say
   * @return with as many outputs as the file has; pooled before the batch norm, as BNN-PYNQ does
   * @throws Refusal naming file and array, what was expected and what was found
   */
  public static TrainedNetwork read(
      Path file, Network network, String name, IntFunction<String> advice) {
    checkSize(file, network, name);
    try (NpzArchive archive = new NpzArchive(file)) {
      NpzReader reader = new NpzReader(file, network, archive);
      reader.checkArrays(name, advice);
      return reader.network();
    }
  }

  /**
   * Whether that is such a file, by what is in it and not by its name; of what is no zip, by its
   * name, so that the refusal fits.
   */
  public static boolean isNpz(Path file) {
    if (!Files.isRegularFile(file)) {
      return isNamedNpz(file);
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().anyMatch(entry -> entry.getName().endsWith(".npy"));
    } catch (IOException | RuntimeException e) {
      return isNamedNpz(file);
    }
  }

  private static boolean isNamedNpz(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".npz");
  }

  /** So that a file of any size costs no more memory than a network. */
  private static void checkSize(Path file, Network network, String name) {
    try {
      InputFile.check(file);
      long numbers =
          network.layers().stream().mapToLong(l -> l.parameters() + 5L * l.neurons()).sum();
      long limit = Double.BYTES * numbers + (1 << 20);
      if (Files.size(file) > limit) {
        throw new Refusal(
            "%s: %d bytes, a network for %s has at most %d"
                .formatted(file, Files.size(file), name, limit));
      }
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void checkArrays(String name, IntFunction<String> advice) {
    if (archive.size() != arrays(network)) {
      throw new Refusal(
          "%s: expected %d arrays, which %s needs, found %d%s"
              .formatted(
                  file, arrays(network), name, archive.size(), advice.apply(archive.size())));
    }
    archive.checkNames();
  }

  /** How many arrays a file has for a network. */
  public static int arrays(Network network) {
    return network.layers().stream().mapToInt(NpzReader::arrays).sum();
  }

  private static int arrays(Layer layer) {
    return layer.activations().isPresent() ? 6 : 5;
  }

  private TrainedNetwork network() {
    Network trained = network.withOutputs(outputs());
    List<TrainedLayer> layers = new ArrayList<>();
    for (Layer layer : trained.layers()) {
      layers.add(numbers(layer, weights(layer)));
    }
    return new TrainedNetwork(trained, layers, true);
  }

  private float[] weights(Layer layer) {
    int array = next;
    float[] weights = ordered(layer);
    if (layer.weights().bits() == 1) {
      checkSigns(weights, array);
    }
    return weights;
  }

  /** Weights kept as bits have no sign, and all of them would become +1. */
  private void checkSigns(float[] weights, int array) {
    int zeros = 0;
    int ones = 0;
    for (float weight : weights) {
      zeros += weight == 0 ? 1 : 0;
      ones += weight == 1 ? 1 : 0;
    }
    if (zeros > 0 && ones > 0 && zeros + ones == weights.length) {
      throw new Refusal(
          "%s, arr_%d.npy: expected weights with signs, such as -1 and +1, found only 0 and 1; store 2 * w - 1"
              .formatted(file, array));
    }
  }

  private float[] ordered(Layer layer) {
    int channels = layer.input().channels();
    if (layer.isDense()) {
      float[] weights = archive.read(next++, List.of(layer.fanIn(), layer.neurons()));
      return WeightOrder.ofDense(weights, layer.fanIn(), layer.neurons(), channels);
    }
    int kernel = layer.kernel();
    return WeightOrder.ofConvolution(
        archive.read(next++, List.of(layer.neurons(), channels, kernel, kernel)), channels, kernel);
  }

  /** Columns of the last weights. */
  private int outputs() {
    int fanIn = network.last().fanIn();
    int index = arrays(network) - arrays(network.last());
    List<Integer> shape = archive.shape(index);
    if (shape.size() != 2
        || shape.get(0) != fanIn
        || shape.get(1) < 1
        || shape.get(1) > network.outputs()) {
      throw new Refusal(
          "%s, arr_%d.npy: expected shape (%d, N) with N from 1 to %d, found %s"
              .formatted(file, index, fanIn, network.outputs(), NpyHeader.text(shape)));
    }
    return shape.get(1);
  }

  /** The arrays that follow the weights of a layer. */
  private TrainedLayer numbers(Layer layer, float[] weights) {
    int neurons = layer.neurons();
    boolean scores = layer.activations().isEmpty();
    float[] bias = scores ? new float[neurons] : vector(neurons, false);
    float[] beta = vector(neurons, scores);
    float[] gamma = vector(neurons, scores);
    float[] mean = vector(neurons, scores);
    float[] invStd = vector(neurons, scores);
    return new TrainedLayer(
        neurons, weights.length / neurons, weights, bias, gamma, beta, mean, invStd);
  }

  /** One number for all neurons is allowed where a layer gives scores (formats.md 3.6). */
  private float[] vector(int neurons, boolean scalarAllowed) {
    int index = next++;
    if (scalarAllowed && archive.shape(index).isEmpty()) {
      float[] all = new float[neurons];
      Arrays.fill(all, archive.read(index, List.of())[0]);
      return all;
    }
    return archive.read(index, List.of(neurons));
  }
}
