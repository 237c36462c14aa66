package bnn4j.offload.dorefa;

import bnn4j.datasets.picture.Picture;
import bnn4j.offload.numpy.NpyFile;
import java.nio.file.Path;

/** The middle of a photo, less the mean of all training photos. */
final class CentreCrop {
  /** Rows and columns. */
  static final int SIDE = 224;

  private static final int SHORTER_SIDE = 256;
  private static final int MEAN_SIDE = 256;
  private static final int CHANNELS = Picture.CHANNELS;

  /** {@code [row][column][blue, green, red]}. */
  private final float[] mean;

  private CentreCrop(float[] mean) {
    this.mean = mean;
  }

  /** Reads the mean. */
  static CentreCrop read(Path folder) {
    return new CentreCrop(
        NpyFile.read(folder.resolve("ilsvrc_pp_mean.npy"), MEAN_SIDE, MEAN_SIDE, CHANNELS));
  }

  /** {@code [blue, green, red][row][column]}, in parts of 255. */
  float[] of(Picture photo) {
    double scale = (double) SHORTER_SIDE / Math.min(photo.columns(), photo.rows());
    int columns = side(photo.columns(), scale);
    int rows = side(photo.rows(), scale);
    int left = (int) ((columns - SIDE) * 0.5);
    int top = (int) ((rows - SIDE) * 0.5);
    int skipped = (MEAN_SIDE - SIDE) / 2;
    float[] planes = new float[CHANNELS * SIDE * SIDE];
    for (int channel = 0; channel < CHANNELS; channel++) {
      // OpenCV has blue first.
      float[] plane =
          CubicResize.square(photo, CHANNELS - 1 - channel, columns, rows, left, top, SIDE);
      for (int i = 0; i < SIDE * SIDE; i++) {
        int row = i / SIDE;
        int column = i % SIDE;
        int at = ((skipped + row) * MEAN_SIDE + skipped + column) * CHANNELS + channel;
        planes[channel * SIDE * SIDE + i] = (plane[i] - mean[at]) / 255;
      }
    }
    return planes;
  }

  /** The shorter side gets 256, but nothing is enlarged, unless it is too small for the crop. */
  private static int side(int length, double scale) {
    return (int) Math.max(SIDE, Math.min(length, scale * length));
  }
}
