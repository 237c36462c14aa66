package bnn4j.kernels;

/**
 * Where the windows of a layer lie in its input: maps of pictures one after the other, each pixel
 * by pixel, row by row. Windows count through the images, row by row; a window's values are its
 * rows one after the other. Immutable.
 */
public final class Windows {
  private final int images;
  private final int rows;
  private final int columns;
  private final int pixel;
  private final int kernelRows;
  private final int kernelColumns;
  private final int stride;
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
    this(images, dimension, dimension, pixel, kernelSize, kernelSize, 1);
  }

  /**
   * Windows of any shape.
   *
   * @param images that a map holds at most
   * @param rows of a picture
   * @param columns of a picture
   * @param pixel values (words, bytes) of a pixel
   * @param kernelRows rows of a window
   * @param kernelColumns columns of a window
   * @param stride rows, and columns, from one window to the next
   */
  public Windows(
      int images, int rows, int columns, int pixel, int kernelRows, int kernelColumns, int stride) {
    this.images = images;
    this.rows = rows;
    this.columns = columns;
    this.pixel = pixel;
    this.kernelRows = kernelRows;
    this.kernelColumns = kernelColumns;
    this.stride = stride;
    this.starts = new int[Math.multiplyExact(images, perImage())];
    for (int window = 0; window < starts.length; window++) {
      int image = window / perImage();
      int row = window % perImage() / columnPlaces() * stride;
      int column = window % perImage() % columnPlaces() * stride;
      starts[window] = ((image * rows + row) * columns + column) * pixel;
    }
  }

  private int columnPlaces() {
    return (columns - kernelColumns) / stride + 1;
  }

  /** The same windows where each value takes several. */
  Windows widened(int factor) {
    return new Windows(images, rows, columns, pixel * factor, kernelRows, kernelColumns, stride);
  }

  /** Windows of one picture. */
  public int perImage() {
    return ((rows - kernelRows) / stride + 1) * columnPlaces();
  }

  /** Values of one picture. */
  public int imageSize() {
    return rows * columns * pixel;
  }

  /** Values of all pictures. */
  int mapSize() {
    return Math.multiplyExact(images, imageSize());
  }

  /** Windows of all pictures. */
  int count() {
    return starts.length;
  }

  /** Values of a pixel. */
  int pixel() {
    return pixel;
  }

  /** Values of a window. */
  public int size() {
    return kernelRows * run();
  }

  /** Values of a window's row, which lie together. */
  public int run() {
    return kernelColumns * pixel;
  }

  /** Rows of a window. */
  public int runs() {
    return kernelRows;
  }

  /** From a window's row to its next. */
  public int rowStep() {
    return columns * pixel;
  }

  /** Where a window's first row starts. */
  public int start(int window) {
    return starts[window];
  }
}
