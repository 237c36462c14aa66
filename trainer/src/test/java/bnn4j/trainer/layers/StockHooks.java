package bnn4j.trainer.layers;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Quantization through DL4J's own hooks: slow, but written by others, so a reference for tests. */
final class StockHooks {
  private StockHooks() {}

  private static INDArray quantized(INDArray values, int bits) {
    INDArray result = Nd4j.zerosLike(values);
    if (bits == 1) {
      result.assign(-1);
      return result.addi(values.gte(0).castTo(values.dataType()).muli(2));
    }
    result.addi(values.gte(0.5).castTo(values.dataType()));
    return result.subi(values.lt(-0.5).castTo(values.dataType()));
  }

  /** Weights quantized by DL4J's weight noise. */
  static final class QuantizedNoise implements IWeightNoise {
    private static final long serialVersionUID = 1L;
    private final int bits;

    QuantizedNoise(int bits) {
      this.bits = bits;
    }

    @Override
    public INDArray getParameter(
        Layer layer,
        String paramKey,
        int iteration,
        int epoch,
        boolean train,
        LayerWorkspaceMgr workspaceMgr) {
      INDArray latent = layer.getParam(paramKey); // null where a layer has no bias, asked for still
      return latent == null ? null : quantized(latent, bits);
    }

    @Override
    public IWeightNoise clone() {
      return new QuantizedNoise(bits);
    }
  }

  /** Quantized activation with hard-tanh gradient. */
  static final class QuantizedActivation extends BaseActivationFunction {
    private static final long serialVersionUID = 1L;
    private final int bits;

    QuantizedActivation(int bits) {
      this.bits = bits;
    }

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
      return in.assign(quantized(in, bits));
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
      INDArray passes = Nd4j.onesLike(in);
      passes.muli(in.lte(1).castTo(in.dataType())).muli(in.gte(-1).castTo(in.dataType()));
      return new Pair<>(epsilon.mul(passes), null);
    }
  }
}
