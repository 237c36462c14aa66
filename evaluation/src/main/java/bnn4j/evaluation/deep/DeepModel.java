package bnn4j.evaluation.deep;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.Reading;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardConfig;
import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.model.PackedInput;
import bnn4j.network.InputFormat;
import bnn4j.offload.deep.DeepSet;
import bnn4j.offload.deep.DeepSetFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A deployed deep set: with its card and input transform.
 *
 * @param set what runs
 * @param input what is done to every picture first
 * @param card where the set comes from, if that is known
 */
public record DeepModel(DeepSet set, InputTransform input, Optional<Card> card) {
  /** A set of which its card says what is done to pictures; without one, nothing is. */
  public static DeepModel of(DeepSet set, Optional<Card> card) {
    return new DeepModel(set, card.map(Card::input).orElse(InputTransform.NONE), card);
  }

  /**
   * Reads a folder.
   *
   * @throws bnn4j.foundation.Refusal if it is damaged
   */
  public static DeepModel read(DeepSetFolder folder) throws IOException {
    return of(folder.read(), CardFile.find(folder.path()));
  }

  /** The pictures that it takes. */
  public ImageShape shape() {
    InputFormat format = set.network().input();
    return new ImageShape(format.channels(), format.dimension(), format.dimension());
  }

  /**
   * How the pictures of a folder were read when it was trained.
   *
   * @param warn receives warnings
   */
  public Reading reading(Consumer<String> warn) {
    Optional<CardConfig> config = card.map(Card::config);
    return new Reading(
        config.map(CardConfig::unreadablePictures).orElse(0),
        config.map(CardConfig::invertedPictures).orElse(false),
        card.map(Card::pictureFit).orElse(PictureFit.FILL),
        warn);
  }

  /**
   * Images of a dataset as packed pictures.
   *
   * @param from first image
   * @param count how many
   * @throws bnn4j.foundation.Refusal if images of this shape are not what it takes
   */
  public long[] pack(LabeledImages images, int from, int count) {
    return PackedInput.pack(images, input, set.network().input(), set.deep().name(), from, count);
  }
}
