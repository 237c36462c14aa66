package bnn4j.trainer.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The latent weights {@code W}, stored neuron after neuron, at first uniform in [-1, 1]. */
final class LatentWeights implements ParamInitializer {
  static final LatentWeights INSTANCE = new LatentWeights();
  static final String WEIGHTS = "W";

  private LatentWeights() {}

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return ((QuantizedOp) layer).weights();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(WEIGHTS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(WEIGHTS);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return key.equals(WEIGHTS);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    if (initializeParams) {
      INDArray random = Nd4j.rand(paramsView.dataType(), paramsView.length());
      paramsView.assign(random.muli(2).subi(1).reshape(paramsView.shape()));
    }
    conf.addVariable(WEIGHTS);
    return shaped(conf, paramsView);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return shaped(conf, gradientView);
  }

  private static Map<String, INDArray> shaped(NeuralNetConfiguration conf, INDArray view) {
    Map<String, INDArray> table = new LinkedHashMap<>();
    table.put(WEIGHTS, ((QuantizedOp) conf.getLayer()).shaped(view));
    return table;
  }
}
