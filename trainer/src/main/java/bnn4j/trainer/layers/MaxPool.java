package bnn4j.trainer.layers;

import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Configuration of a max pool over squares side by side, on pictures {@code
 * [images][rows][columns][channels]}.
 */
public final class MaxPool extends OwnLayer {
  private static final long serialVersionUID = 1L;

  private int size = 2;

  /** For DL4J's deserialization only. */
  public MaxPool() {}

  /**
   * A pool.
   *
   * @param channels in and out
   * @param size rows and columns of a square
   */
  public MaxPool(int channels, int size) {
    this.nIn = channels;
    this.nOut = channels;
    this.size = size;
  }

  /** Rows and columns of a square. */
  public int getSize() {
    return size;
  }

  /** For DL4J's deserialization only. */
  public void setSize(int size) {
    this.size = size;
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
    return other instanceof MaxPool that && super.equals(other) && size == that.size;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + size;
  }
}
