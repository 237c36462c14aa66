package bnn4j.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.overlay.Overlays;
import bnn4j.overlay.Refusal;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.spec.TrainingSpec;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkBuilderTest {
  @TempDir Path folder;

  private MultiLayerNetwork network(String... settings) {
    return NetworkBuilder.of(SmallTask.spec(folder, settings), SmallTask.overlay(1, 1), 5).build();
  }

  @Test
  void theSeedDecidesTheFirstWeights() {
    assertThat(network().params()).isEqualTo(network().params());
    assertThat(network("seed=8").params()).isNotEqualTo(network().params());
  }

  @Test
  void latentWeightsStartUniformInMinusOneToOne() {
    float[] weights = network().getParam("0_W").dup().data().asFloat();
    double sum = 0;
    double squares = 0;
    for (float weight : weights) {
      assertThat(weight).isBetween(-1f, 1f);
      sum += weight;
      squares += weight * weight;
    }
    assertThat(sum / weights.length).isBetween(-0.1, 0.1);
    assertThat(squares / weights.length).isBetween(0.28, 0.39); // a third
  }

  @Test
  void theLearningRateFollowsTheSpecEpochByEpoch() {
    TrainingSpec spec = SmallTask.spec(folder);
    MultiLayerNetwork network = network();
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(
              network
                  .getLayer(1)
                  .conf()
                  .getLayer()
                  .getUpdaterByParam("gamma")
                  .getLearningRate(0, epoch))
          .isEqualTo(spec.learningRate().at(epoch, 3));
    }
  }

  @Test
  void convolutionsAreRefused() {
    NetworkBuilder builder = NetworkBuilder.of(SmallTask.spec(folder), Overlays.named("cnv"), 10);
    assertThatThrownBy(builder::build)
        .isInstanceOf(Refusal.class)
        .hasMessage("layer 0 is a convolution; this version trains dense networks (LFC) only");
  }
}
