package bnn4j.trainer.layers;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a square convolution with quantized weights, stride 1, no padding.
 *
 * <p>Pictures are {@code [images][rows][columns][channels]}. The parameter {@code W}, {@code
 * [outputs][kernel row][kernel column][inputs]}, is in the accelerator's order of synapses.
 */
public final class QuantizedConvolution extends QuantizedOp {
  private static final long serialVersionUID = 1L;

  private int kernel = 3;

  /** For DL4J's deserialization only. */
  public QuantizedConvolution() {}

  /**
   * A convolution.
   *
   * @param kernel rows and columns of the kernel
   * @param inputs channels in
   * @param outputs channels out
   * @param weightBits 1 or 2
   */
  public QuantizedConvolution(int kernel, int inputs, int outputs, int weightBits) {
    this.kernel = kernel;
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
        && kernel == that.kernel;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), kernel);
  }
}
