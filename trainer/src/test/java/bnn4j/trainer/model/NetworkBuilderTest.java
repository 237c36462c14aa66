package bnn4j.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.Network;
import bnn4j.network.Networks;
import bnn4j.network.TrainedNetwork;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.settings.TrainingSettings;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkBuilderTest {
  @TempDir Path folder;

  private MultiLayerNetwork network(String... settings) {
    return NetworkBuilder.of(SmallTask.settings(settings), SmallTask.network(1, 1), 5).build();
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
    TrainingSettings spec = SmallTask.settings();
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
  void scoresStartWithMeanAndDeviationOfTheirTargets() {
    Network shape = Networks.named("cnvW1A1");
    MultiLayerNetwork network = NetworkBuilder.of(SmallTask.settings(), shape, 5).build();
    int norm = network.getnLayers() - 2;
    // Of five targets one is 1 and four are -1: mean -0.6, mean square 1.
    assertThat(network.getParam(norm + "_beta").toFloatVector()).containsExactly(-0.6f);
    assertThat(network.getParam(norm + "_gamma").toFloatVector()).containsExactly(0.8f);
  }

  @Test
  void bitsStartAtZero() {
    MultiLayerNetwork network = network();
    int norm = network.getnLayers() - 2;
    assertThat(network.getParam(norm + "_beta").toFloatVector()).containsOnly(0f).hasSize(5);
    assertThat(network.getParam(norm + "_gamma").toFloatVector()).containsOnly(1f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lfcW1A1", "lfcW1A2", "cnvW1A1", "cnvW1A2", "cnvW2A2"})
  void whatIsBuiltReadsBackAsTheSameNetwork(String name) {
    Network shape = Networks.named(name);
    MultiLayerNetwork network = NetworkBuilder.of(SmallTask.settings(), shape, 10).build();
    TrainedNetwork read = TrainedNetworkReader.read(network, shape.input());
    assertThat(read.network()).isEqualTo(shape.withOutputs(10));
  }
}
