package bnn4j.trainer.layers;

import bnn4j.trainer.ops.SlidingWindow;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a square convolution with quantized weights.
 *
 * <p>Pictures are {@code [images][rows][columns][channels]}. The parameter {@code W}, {@code
 * [outputs][kernel row][kernel column][inputs]}, is in the accelerator's order of synapses.
 */
public final class QuantizedConvolution extends QuantizedOp {
  private static final long serialVersionUID = 1L;

  private int kernel = 3;
  private int stride = 1;
  private int padding;

  /** For DL4J's deserialization only. */
  public QuantizedConvolution() {}

  /** A convolution of stride 1 without padding. */
  public QuantizedConvolution(int kernel, int inputs, int outputs, int weightBits) {
    this(SlidingWindow.of(kernel), inputs, outputs, weightBits);
  }

  /**
   * A convolution.
   *
   * @param window rows and columns of the kernel, and how it moves
   * @param inputs channels in
   * @param outputs channels out
   * @param weightBits 1 to 8
   */
  public QuantizedConvolution(SlidingWindow window, int inputs, int outputs, int weightBits) {
    this.kernel = window.kernel();
    this.stride = window.stride();
    this.padding = window.padding();
    this.nIn = inputs;
    this.nOut = outputs;
    setWeightBits(weightBits);
  }

  /** Rows and columns of the kernel. */
  public int getKernel() {
    return kernel;
  }

  /** For DL4J's deserialization only. */
  public void setKernel(int kernel) {
    this.kernel = kernel;
  }

  /** Pixels from one window to the next. */
  public int getStride() {
    return stride;
  }

  /** For DL4J's deserialization only. */
  public void setStride(int stride) {
    this.stride = stride;
  }

  /** Rows and columns of zeros around a picture. */
  public int getPadding() {
    return padding;
  }

  /** For DL4J's deserialization only. */
  public void setPadding(int padding) {
    this.padding = padding;
  }

  SlidingWindow window() {
    return new SlidingWindow(kernel, stride, padding);
  }

  @Override
  QuantizedConvolutionLayer running(NeuralNetConfiguration conf, DataType dataType) {
    return new QuantizedConvolutionLayer(conf, dataType);
  }

  @Override
  long weights() {
    return nOut * kernel * kernel * nIn;
  }

  @Override
  INDArray shaped(INDArray flat) {
    return flat.reshape('c', nOut, kernel, kernel, nIn);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantizedConvolution that
        && super.equals(other)
        && window().equals(that.window());
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), window());
  }
}
