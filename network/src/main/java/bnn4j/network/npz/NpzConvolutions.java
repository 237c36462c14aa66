package bnn4j.network.npz;

import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedLayer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes convolutions, those that any trainer has saved with numpy's {@code savez}: six
 * arrays for each, {@code W} as {@code [out][in][row][column]}, {@code b, beta, gamma, mean,
 * inv_std} as {@code [out]} (formats.md 7.4).
 */
public final class NpzConvolutions {
  private static final int ARRAYS = 6;

  private NpzConvolutions() {}

  /**
   * How large a convolution is.
   *
   * @param outputs output channels
   * @param inputs input channels
   * @param kernel side of the kernel
   */
  public record Size(int outputs, int inputs, int kernel) {}

  /**
   * Reads them all.
   *
   * @param sizes that they must have, in order
   * @throws Refusal naming file and array, what was expected and what was found
   */
  public static List<TrainedLayer> read(Path file, List<Size> sizes) {
    InputFile.check(file);
    try (NpzArchive archive = new NpzArchive(file)) {
      if (archive.size() != ARRAYS * sizes.size()) {
        throw new Refusal(
            "%s: expected %d arrays, W, b, beta, gamma, mean, inv_std for each of %d layers, found %d"
                .formatted(file, ARRAYS * sizes.size(), sizes.size(), archive.size()));
      }
      archive.checkNames();
      List<TrainedLayer> layers = new ArrayList<>();
      for (int i = 0; i < sizes.size(); i++) {
        layers.add(layer(archive, ARRAYS * i, sizes.get(i)));
      }
      return layers;
    }
  }

  /**
   * Writes convolutions as {@link #read} and numpy read them.
   *
   * @param out not closed
   * @param sizes one for each layer
   */
  public static void write(OutputStream out, List<Size> sizes, List<TrainedLayer> layers)
      throws IOException {
    NpzWriter writer = new NpzWriter(out);
    for (int i = 0; i < sizes.size(); i++) {
      Size size = sizes.get(i);
      TrainedLayer layer = layers.get(i);
      writer.write(
          WeightOrder.toConvolution(layer.weights(), size.inputs(), size.kernel()),
          List.of(size.outputs(), size.inputs(), size.kernel(), size.kernel()));
      for (float[] vector :
          List.of(layer.bias(), layer.beta(), layer.gamma(), layer.mean(), layer.invStd())) {
        writer.write(vector, List.of(size.outputs()));
      }
    }
    writer.finish();
  }

  private static TrainedLayer layer(NpzArchive archive, int at, Size size) {
    List<Integer> vector = List.of(size.outputs());
    float[] weights =
        archive.read(at, List.of(size.outputs(), size.inputs(), size.kernel(), size.kernel()));
    float[] bias = archive.read(at + 1, vector);
    float[] beta = archive.read(at + 2, vector);
    float[] gamma = archive.read(at + 3, vector);
    float[] mean = archive.read(at + 4, vector);
    float[] invStd = archive.read(at + 5, vector);
    return new TrainedLayer(
        size.outputs(),
        size.inputs() * size.kernel() * size.kernel(),
        WeightOrder.ofConvolution(weights, size.inputs(), size.kernel()),
        bias,
        gamma,
        beta,
        mean,
        invStd);
  }
}
