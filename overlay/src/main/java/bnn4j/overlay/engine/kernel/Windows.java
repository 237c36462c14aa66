package bnn4j.overlay.engine.kernel;

/**
 * Where the windows of a layer lie in its input: maps of square pictures one after the other, each
 * pixel by pixel, row by row. Windows count through the images, row by row; a window's values are
 * its rows one after the other. Immutable.
 */
public final class Windows {
  private final int images;
  private final int dimension;
  private final int pixel;
  private final int kernelSize;
  private final int[] starts;

  /**
   * Square windows at every place that they fit.
   *
   * @param images that a map holds at most
   * @param dimension rows and columns of a picture
   * @param pixel values (words, bytes) of a pixel
   * @param kernelSize rows and columns of a window
   */
  public Windows(int images, int dimension, int pixel, int kernelSize) {
    this.images = images;
    this.dimension = dimension;
    this.pixel = pixel;
    this.kernelSize = kernelSize;
    this.starts = new int[Math.multiplyExact(images, perImage())];
    for (int window = 0; window < starts.length; window++) {
      int places = dimension - kernelSize + 1;
      int image = window / perImage();
      int row = window % perImage() / places;
      starts[window] = ((image * dimension + row) * dimension + window % places) * pixel;
    }
  }

  /** The same windows where each value takes several. */
  Windows widened(int factor) {
    return new Windows(images, dimension, pixel * factor, kernelSize);
  }

  /** Windows of one picture. */
  public int perImage() {
    return (dimension - kernelSize + 1) * (dimension - kernelSize + 1);
  }

  /** Values of one picture. */
  public int imageSize() {
    return dimension * dimension * pixel;
  }

  /** Values of all pictures. */
  int mapSize() {
    return Math.multiplyExact(images, imageSize());
  }

  /** Values of a window. */
  int size() {
    return kernelSize * run();
  }

  /** Values of a window's row, which lie together. */
  public int run() {
    return kernelSize * pixel;
  }

  /** Rows of a window. */
  public int runs() {
    return kernelSize;
  }

  /** From a window's row to its next. */
  public int rowStep() {
    return dimension * pixel;
  }

  /** Where a window's first row starts. */
  public int start(int window) {
    return starts[window];
  }
}
