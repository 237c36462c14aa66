package bnn4j.evaluation.model;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.overlay.driver.SmallOverlays;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OdditiesTest {
  private static final ParameterSet SET = RandomParameters.of(SmallOverlays.BITS, 2, new Random(1));

  private static DeployedModel model(String brightness) {
    Card card =
        CardFile.fromYaml(
            """
            network: smallBits
            dataset: mnist
            classes: [a, b]
            input: {invert: false, contrast: none, threshold: 128, dither: none}
            %s
            """
                .formatted(brightness),
            "here");
    return DeployedModel.of(SET, Optional.of(card));
  }

  /** Of noise of which a part is white. */
  private static LabeledImages images(int count, double white) {
    Random random = new Random(3);
    DeployedModel model = model("");
    byte[] pixels = new byte[count * model.shape().values()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (random.nextDouble() < white ? 255 : 0);
    }
    return new LabeledImages(model.shape(), pixels, new int[count], List.of("a", "b"));
  }

  @Test
  void negativesAreSaidToBeSoWhereTheCardKnowsBetter() {
    assertThat(model("brightness: 13.1").oddities(images(20, 0.87)))
        .singleElement()
        .asString()
        .contains("in training it was 13.1 %: the images look like negatives");
    assertThat(model("brightness: 13.1").odditiesOfSeen(images(1, 0.87))).hasSize(1);
    assertThat(model("brightness: 13.1").oddities(images(20, 0.2))).isEmpty();
    assertThat(model("brightness: 87").oddities(images(20, 0.87))).isEmpty();
  }

  @Test
  void cardsFromBeforeItWasNotedSayNothingOfIt() {
    assertThat(model("").oddities(images(20, 0.87))).isEmpty();
    assertThat(DeployedModel.of(SET).oddities(images(20, 0.87))).isEmpty();
  }

  @Test
  void picturesThatAreAllTheSameAreNoticed() {
    LabeledImages images = images(3, 0.3);
    byte[] same = new byte[3 * images.shape().values()];
    Arrays.fill(same, (byte) 100);
    assertThat(DeployedModel.of(SET).oddities(images.with(images.shape(), same)))
        .containsExactly("after the input transform all 3 sampled images are equal, all 0 bits");
  }
}
