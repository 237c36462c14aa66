package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.finnthesizer.Synthesis;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.host.InputPacking;
import bnn4j.trainer.batches.InputValues;
import bnn4j.trainer.model.NetworkBuilder;
import bnn4j.trainer.model.TrainedNetworkReader;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConvolutionalAgreementTest {
  private static final int IMAGES = 12;
  private static final int CLASSES = 10;

  @ParameterizedTest
  @ValueSource(strings = {"cnvW1A1", "cnvW1A2", "cnvW2A2"})
  void theExportedSetSumsExactlyWhatTheTrainedNetworkSums(String name) {
    Overlay overlay = Overlays.named(name);
    TrainingSpec spec = TrainingSpec.of("test", overlay, "cifar-10");
    MultiLayerNetwork network =
        NetworkBuilder.of(spec.settings(), overlay.network(), CLASSES).build();
    InputValues values = new InputValues(overlay.network().input());
    byte[] pixels = new byte[IMAGES * overlay.network().input().values()];
    new Random(5).nextBytes(pixels);
    INDArray input = input(values, pixels);
    train(network, input);

    Synthesis synthesis = synthesize(network, overlay);
    List<INDArray> activations = network.feedForward(input, false);
    INDArray sums = activations.get(activations.size() - 3); // before the scalar norm and the loss
    long[] output = Engine.of(synthesis.parameters()).run(pack(pixels, overlay), IMAGES, 1);

    assertThat(synthesis.warnings()).isEmpty();
    for (int image = 0; image < IMAGES; image++) {
      for (int n = 0; n < CLASSES; n++) {
        assertThat(signed(Decode.score(output, image * overlay.outputWords(), n), overlay))
            .as("image %d, class %d", image, n)
            .isEqualTo((int) sums.getFloat(image, n));
      }
    }
  }

  /** A few steps, so that scales, shifts and statistics are not those of a fresh network. */
  private static void train(MultiLayerNetwork network, INDArray input) {
    INDArray labels = Nd4j.valueArrayOf(new long[] {IMAGES, CLASSES}, -1f);
    for (int image = 0; image < IMAGES; image++) {
      labels.putScalar(image, image % CLASSES, 1);
    }
    for (int step = 0; step < 3; step++) {
      network.fit(input, labels);
    }
  }

  private static Synthesis synthesize(MultiLayerNetwork network, Overlay overlay) {
    TrainedNetwork floats = TrainedNetworkReader.read(network, overlay.network().input());
    return Finnthesizer.synthesize(
        floats, overlay, FoldingRule.EXACT, Collections.nCopies(CLASSES, "class"));
  }

  private static INDArray input(InputValues values, byte[] pixels) {
    float[] floats = new float[pixels.length];
    int perImage = pixels.length / IMAGES;
    for (int image = 0; image < IMAGES; image++) {
      values.convert(pixels, image * perImage, floats, image * perImage, perImage);
    }
    return Nd4j.createFromArray(floats).reshape('c', values.shape(IMAGES));
  }

  private static long[] pack(byte[] pixels, Overlay overlay) {
    InputPacking packing = InputPacking.of(overlay);
    long[] words = new long[IMAGES * packing.words()];
    for (int image = 0; image < IMAGES; image++) {
      packing.pack(pixels, image * packing.pixels(), words, image * packing.words());
    }
    return words;
  }

  /** One-bit overlays count equal bits, training sums products. */
  private static int signed(int score, Overlay overlay) {
    MatrixLayer last = overlay.layers().get(overlay.layers().size() - 1);
    return last.accumulator() == bnn4j.overlay.Accumulator.POPCOUNT
        ? 2 * score - last.fanIn()
        : score;
  }
}
