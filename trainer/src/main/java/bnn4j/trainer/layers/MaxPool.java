package bnn4j.trainer.layers;

import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of a max pool over squares, on pictures {@code [images][rows][columns][channels]}.
 */
public final class MaxPool extends OwnLayer {
  private static final long serialVersionUID = 1L;

  private int size = 2;

  /** 0 in files from before there was another one: squares side by side. */
  private int stride;

  /** For DL4J's deserialization only. */
  public MaxPool() {}

  /** Squares side by side. */
  public MaxPool(int channels, int size) {
    this(channels, size, size);
  }

  /**
   * A pool.
   *
   * @param channels in and out
   * @param size rows and columns of a square
   * @param stride pixels from one square to the next
   */
  public MaxPool(int channels, int size, int stride) {
    this.nIn = channels;
    this.nOut = channels;
    this.size = size;
    this.stride = stride;
  }

  /** Rows and columns of a square. */
  public int getSize() {
    return size;
  }

  /** For DL4J's deserialization only. */
  public void setSize(int size) {
    this.size = size;
  }

  /** Pixels from one square to the next. */
  public int getStride() {
    return stride == 0 ? size : stride;
  }

  /** For DL4J's deserialization only. */
  public void setStride(int stride) {
    this.stride = stride;
  }

  @Override
  MaxPoolLayer running(NeuralNetConfiguration conf, DataType dataType) {
    return new MaxPoolLayer(conf, dataType);
  }

  @Override
  Bounds bounds(String parameter) {
    return Bounds.NONE;
  }

  @Override
  public ParamInitializer initializer() {
    return EmptyParamInitializer.getInstance();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaxPool that
        && super.equals(other)
        && size == that.size
        && getStride() == that.getStride();
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), size, getStride());
  }
}
