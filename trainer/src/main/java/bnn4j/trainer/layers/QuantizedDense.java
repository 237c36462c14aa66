package bnn4j.trainer.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a dense layer with quantized weights. The parameter {@code W} is {@code
 * [inputs][outputs]}, neuron after neuron in memory.
 */
public final class QuantizedDense extends QuantizedOp {
  private static final long serialVersionUID = 1L;

  /** For DL4J's deserialization only. */
  public QuantizedDense() {}

  /**
   * A dense layer.
   *
   * @param inputs inputs per image
   * @param outputs neurons
   * @param weightBits 1 to 8
   */
  public QuantizedDense(int inputs, int outputs, int weightBits) {
    this.nIn = inputs;
    this.nOut = outputs;
    setWeightBits(weightBits);
  }

  @Override
  QuantizedDenseLayer running(NeuralNetConfiguration conf, DataType dataType) {
    return new QuantizedDenseLayer(conf, dataType);
  }

  @Override
  long weights() {
    return nIn * nOut;
  }

  @Override
  INDArray shaped(INDArray flat) {
    return flat.reshape('f', nIn, nOut);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantizedDense && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
