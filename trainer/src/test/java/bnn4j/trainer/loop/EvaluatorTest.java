package bnn4j.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.Contrast;
import bnn4j.datasets.transform.Dither;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.network.Network;
import bnn4j.trainer.SmallTask;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class EvaluatorTest {
  private static final Network NETWORK = SmallTask.network(1, 1);
  private static final InputTransform DARK =
      new InputTransform(true, Contrast.NONE, 90, Dither.NONE);

  @TempDir Path folder;

  private MultiLayerNetwork network() {
    return SmallTask.randomNetwork(NETWORK, 4);
  }

  @Test
  void whatAnImageGivesDoesNotDependOnTheImagesBesideIt() {
    MultiLayerNetwork network = network();
    LabeledImages images = SmallTask.images(2050, 3);
    Evaluator evaluator = new Evaluator(NETWORK.input(), InputTransform.NONE, 1);
    Outputs all = evaluator.evaluate(network, images);
    assertThat(all.labels()).isEqualTo(images.labels());
    for (int image : new int[] {0, 999, 1000, 2049}) {
      Outputs one = evaluator.evaluate(network, images.subset(new int[] {image}));
      int from = image * SmallTask.CLASSES;
      assertThat(one.scores())
          .isEqualTo(Arrays.copyOfRange(all.scores(), from, from + SmallTask.CLASSES));
    }
  }

  @Test
  void imagesAreTransformedFirst() {
    MultiLayerNetwork network = network();
    LabeledImages images = SmallTask.images(30, 3);
    assertThat(new Evaluator(NETWORK.input(), DARK, 1).evaluate(network, images).scores())
        .isEqualTo(
            new Evaluator(NETWORK.input(), InputTransform.NONE, 1)
                .evaluate(network, DARK.apply(images))
                .scores())
        .isNotEqualTo(
            new Evaluator(NETWORK.input(), InputTransform.NONE, 1)
                .evaluate(network, images)
                .scores());
  }

  @Test
  void evaluationChangesNothing() {
    MultiLayerNetwork network = network();
    INDArray before = network.params().dup();
    new Evaluator(NETWORK.input(), DARK, 1).evaluate(network, SmallTask.images(30, 3));
    assertThat(network.params()).isEqualTo(before);
  }

  @Test
  void statisticsAreTakenFromWholeBatchesWhereThereIsOne() {
    LabeledImages images = SmallTask.images(1001, 3);
    MultiLayerNetwork network = network();
    MultiLayerNetwork same = network();
    new Evaluator(NETWORK.input(), DARK, 1).recalibrate(network, images);
    new Evaluator(NETWORK.input(), DARK, 1).recalibrate(same, images.first(1000));
    assertThat(network.params()).isEqualTo(same.params()).isNotEqualTo(network().params());
  }

  @Test
  void aNetworkThatAdoptsStatisticsHasTheSameOutputs() {
    LabeledImages images = SmallTask.images(1500, 3);
    MultiLayerNetwork network = network();
    // As far from the images' own as those of a network that was made up of thresholds.
    for (String norm : new String[] {"1", "3", "5"}) {
      network.getParam(norm + "_invStd").assign(0.11);
    }
    MultiLayerNetwork before = network.clone();
    Evaluator evaluator = new Evaluator(NETWORK.input(), DARK, 2);
    evaluator.adoptStatistics(network, images);
    assertThat(evaluator.evaluate(network, images).scores())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(evaluator.evaluate(before, images).scores());
    assertThat(network.getParam("3_beta")).isNotEqualTo(before.getParam("3_beta"));
    INDArray adopted = network.getParam("1_invStd").dup();
    evaluator.recalibrate(network, images);
    assertThat(adopted.data().asFloat())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(network.getParam("1_invStd").data().asFloat());
  }

  @Test
  void severalThreadsSeeWhatOneSees() {
    LabeledImages images = SmallTask.images(1700, 3);
    MultiLayerNetwork network = network();
    MultiLayerNetwork same = network();
    Evaluator one = new Evaluator(NETWORK.input(), DARK, 1);
    Evaluator three = new Evaluator(NETWORK.input(), DARK, 3);
    assertThat(three.evaluate(network, images).scores())
        .isEqualTo(one.evaluate(network, images).scores());
    one.recalibrate(network, images);
    three.recalibrate(same, images);
    assertThat(same.params().data().asFloat())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(network.params().data().asFloat());
  }

  @Test
  void afterRecalibrationTheOutputsOfTheseImagesAreNormal() {
    LabeledImages images = SmallTask.images(400, 3);
    MultiLayerNetwork network = network();
    network.getParam("5_gamma").assign(1);
    network.getParam("5_beta").assign(0);
    Evaluator evaluator = new Evaluator(NETWORK.input(), DARK, 1);
    evaluator.recalibrate(network, images);
    float[] scores = evaluator.evaluate(network, images).scores();
    for (int n = 0; n < SmallTask.CLASSES; n++) {
      double sum = 0;
      double squares = 0;
      for (int image = 0; image < images.size(); image++) {
        double score = scores[image * SmallTask.CLASSES + n];
        sum += score;
        squares += score * score;
      }
      assertThat(sum / images.size()).isBetween(-1e-3, 1e-3);
      assertThat(squares / images.size()).isBetween(0.99, 1.01);
    }
  }
}
