package bnn4j.trainer.layers;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a dense layer whose product uses quantized weights (Courbariaux 2016, section
 * 1.2).
 *
 * <p>The parameter {@code W}, {@code [inputs][outputs]}, holds the latent weights in [-1, 1]; the
 * product takes their quantized values, the gradient with respect to those is applied to the latent
 * ones, which are clipped after every update. There is no bias: a batch norm always follows and its
 * shift does the same.
 */
public final class QuantizedDense extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  private int weightBits = 1;
  private boolean inputGradient = true;

  /** For DL4J's deserialization only. */
  public QuantizedDense() {}

  /**
   * A layer with weights of the given bits.
   *
   * @param inputs inputs per image
   * @param outputs neurons
   * @param weightBits 1 or 2
   * @param inputGradient false for the first layer, where nobody wants the gradient of the pictures
   */
  public QuantizedDense(int inputs, int outputs, int weightBits, boolean inputGradient) {
    this.nIn = inputs;
    this.nOut = outputs;
    this.weightBits = weightBits;
    this.inputGradient = inputGradient;
  }

  /** 1: weights count as -1 or +1; 2: as -1, 0 or +1. */
  public int getWeightBits() {
    return weightBits;
  }

  /** For DL4J's deserialization only. */
  public void setWeightBits(int weightBits) {
    this.weightBits = weightBits;
  }

  /** Whether the gradient with respect to the input is computed. */
  public boolean isInputGradient() {
    return inputGradient;
  }

  /** For DL4J's deserialization only. */
  public void setInputGradient(boolean inputGradient) {
    this.inputGradient = inputGradient;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray paramsView,
      boolean initializeParams,
      DataType dataType) {
    QuantizedDenseLayer layer = new QuantizedDenseLayer(conf, dataType);
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(paramsView);
    Map<String, INDArray> table = initializer().init(conf, paramsView, initializeParams);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return LatentWeights.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long parameters = nIn * nOut;
    return new LayerMemoryReport.Builder(
            layerName, QuantizedDense.class, inputType, InputType.feedForward(nOut))
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(parameters, 0, parameters, nOut)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantizedDense that
        && super.equals(other)
        && weightBits == that.weightBits
        && inputGradient == that.inputGradient;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), weightBits, inputGradient);
  }
}
