package bnn4j.trainer.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters of {@link QuantizedBatchNorm}, one after the other. */
final class NormParameters implements ParamInitializer {
  static final NormParameters INSTANCE = new NormParameters();
  static final String GAMMA = "gamma";
  static final String BETA = "beta";
  static final String MEAN = "mean";
  static final String INV_STD = "invStd";
  private static final List<String> KEYS = List.of(GAMMA, BETA, MEAN, INV_STD);

  private NormParameters() {}

  static boolean isStatistic(String key) {
    return key.equals(MEAN) || key.equals(INV_STD);
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return KEYS.size() * ((FeedForwardLayer) layer).getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return KEYS;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return false;
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    Map<String, INDArray> table = slices(conf, paramsView);
    KEYS.forEach(conf::addVariable);
    if (initializeParams) {
      table.get(GAMMA).assign(1);
      table.get(BETA).assign(0);
      table.get(MEAN).assign(0);
      table.get(INV_STD).assign(1);
    }
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return slices(conf, gradientView);
  }

  private static Map<String, INDArray> slices(NeuralNetConfiguration conf, INDArray view) {
    INDArray flat = view.reshape(view.length());
    long neurons = ((FeedForwardLayer) conf.getLayer()).getNOut();
    Map<String, INDArray> table = new LinkedHashMap<>();
    for (int i = 0; i < KEYS.size(); i++) {
      table.put(KEYS.get(i), flat.get(NDArrayIndex.interval(i * neurons, (i + 1) * neurons)));
    }
    return table;
  }
}
