package bnn4j.finnthesizer.npz;

import bnn4j.finnthesizer.FloatLayer;
import bnn4j.finnthesizer.FloatNetwork;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Layer;
import bnn4j.overlay.Layer.Convolution;
import bnn4j.overlay.Layer.Dense;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads a network that BNN-PYNQ's trainer has saved (formats.md 7.4): per layer the arrays {@code
 * W, b, beta, gamma, mean, inv_std}, without {@code b} where the layer gives scores. The number of
 * classes is in the file, everything else must be known: the overlay says it.
 */
public final class NpzReader {
  private final Path file;
  private final Overlay overlay;
  private final NpzArchive archive;
  private int next;

  private NpzReader(Path file, Overlay overlay, NpzArchive archive) {
    this.file = file;
    this.overlay = overlay;
    this.archive = archive;
  }

  /**
   * Reads a network trained for an overlay.
   *
   * @param file an {@code .npz}, for instance {@code mnist-1w-1a.npz}
   * @param overlay gives topology and precision, which are not in the file
   * @return with as many outputs as the file has, at most the overlay's; pooled before the batch
   *     norm, as BNN-PYNQ does
   * @throws Refusal naming file and array, what was expected and what was found
   */
  public static FloatNetwork read(Path file, Overlay overlay) {
    checkSize(file, overlay);
    try (NpzArchive archive = new NpzArchive(file)) {
      NpzReader reader = new NpzReader(file, overlay, archive);
      reader.checkArrays();
      return reader.network();
    }
  }

  /** So that a file of any size costs no more memory than a network. */
  private static void checkSize(Path file, Overlay overlay) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new Refusal("%s: no such file".formatted(file));
      }
      long numbers =
          overlay.layers().stream().mapToLong(l -> (long) l.neurons() * (l.fanIn() + 5)).sum();
      long limit = 2 * Float.BYTES * numbers + (1 << 20);
      if (Files.size(file) > limit) {
        throw new Refusal(
            "%s: %d bytes, a network for %s has at most %d; is it another file?"
                .formatted(file, Files.size(file), overlay.name(), limit));
      }
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void checkArrays() {
    if (archive.size() != arrays(overlay)) {
      String fitting =
          Overlays.published().stream()
              .filter(o -> arrays(o) == archive.size())
              .map(o -> "--overlay " + o.name())
              .collect(Collectors.joining(" or "));
      throw new Refusal(
          "%s: expected %d arrays, which %s needs, found %d%s"
              .formatted(
                  file,
                  arrays(overlay),
                  overlay.name(),
                  archive.size(),
                  fitting.isEmpty() ? "" : "; use " + fitting));
    }
    archive.checkNames();
  }

  private static int arrays(Overlay overlay) {
    return overlay.layers().stream().mapToInt(NpzReader::arrays).sum();
  }

  private static int arrays(MatrixLayer layer) {
    return layer.hasThresholds() ? 6 : 5;
  }

  private FloatNetwork network() {
    Topology topology = overlay.topology().withOutputs(outputs());
    List<FloatLayer> layers = new ArrayList<>();
    int channels = topology.input().channels();
    for (Layer layer : topology.layers()) {
      if (layer instanceof Convolution c) {
        float[] weights =
            archive.read(next++, List.of(c.outChannels(), c.inChannels(), c.kernel(), c.kernel()));
        layers.add(layer(layers.size(), c.outChannels(), WeightOrder.ofConvolution(weights, c)));
        channels = c.outChannels();
      } else if (layer instanceof Dense d) {
        float[] weights = archive.read(next++, List.of(d.inputs(), d.outputs()));
        layers.add(
            layer(
                layers.size(),
                d.outputs(),
                WeightOrder.ofDense(weights, d.inputs(), d.outputs(), channels)));
        channels = d.outputs();
      }
    }
    return new FloatNetwork(topology, overlay.precision(), layers, true);
  }

  /** Columns of the last weights. */
  private int outputs() {
    List<MatrixLayer> layers = overlay.layers();
    MatrixLayer last = layers.get(layers.size() - 1);
    int index = arrays(overlay) - arrays(last);
    List<Integer> shape = archive.shape(index);
    if (shape.size() != 2
        || shape.get(0) != last.fanIn()
        || shape.get(1) < 1
        || shape.get(1) > overlay.maxClasses()) {
      throw new Refusal(
          "%s, arr_%d.npy: expected shape (%d, N) with N from 1 to %d, found %s"
              .formatted(file, index, last.fanIn(), overlay.maxClasses(), NpyHeader.text(shape)));
    }
    return shape.get(1);
  }

  /** The arrays that follow the weights of a layer. */
  private FloatLayer layer(int index, int neurons, float[] weights) {
    boolean scores = !overlay.layers().get(index).hasThresholds();
    float[] bias = scores ? new float[neurons] : vector(neurons, false);
    float[] beta = vector(neurons, scores);
    float[] gamma = vector(neurons, scores);
    float[] mean = vector(neurons, scores);
    float[] invStd = vector(neurons, scores);
    return new FloatLayer(
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
