package bnn4j.trainer.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Configuration of a layer of this package: what all of them tell DL4J in the same words. */
public abstract class OwnLayer extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  /** The running part, without parameters yet. */
  abstract BaseLayer<?> running(NeuralNetConfiguration conf, DataType dataType);

  /** Where the values of a parameter must stay. */
  abstract Bounds bounds(String parameter);

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray paramsView,
      boolean initializeParams,
      DataType dataType) {
    BaseLayer<?> layer = running(conf, dataType);
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(paramsView);
    layer.setParamTable(initializer().init(conf, paramsView, initializeParams));
    layer.setConf(conf);
    return layer;
  }

  /** DL4J asks for an estimate; parameters and their updater's state are nearly all of it. */
  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long parameters = initializer().numParams(this);
    return new LayerMemoryReport.Builder(layerName, getClass(), inputType, inputType)
        .standardMemory(parameters, 2 * parameters)
        .workingMemory(parameters, 0, parameters, nOut)
        .cacheMemory(0, 0)
        .build();
  }
}
