package bnn4j.evaluation.model;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.Reading;
import bnn4j.datasets.Split;
import bnn4j.datasets.transform.Brightness;
import bnn4j.datasets.transform.InputCheck;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardConfig;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A deployed network: overlay, parameter set, origin, and input transform.
 *
 * @param parameters the set that is loaded
 * @param input what is done to every picture first
 * @param card where the set comes from; BNN-PYNQ's own sets have none
 */
public record DeployedModel(ParameterSet parameters, InputTransform input, Optional<Card> card) {
  /** Fewer pictures may all be taken by night. */
  private static final int FEW = 5;

  /**
   * Refuses two answers to what is done to pictures.
   *
   * @throws IllegalArgumentException if the card says something else of the input
   */
  public DeployedModel {
    if (card.isPresent() && !card.get().input().equals(input)) {
      throw new IllegalArgumentException(
          "the input is %s, that of the card %s".formatted(input, card.get().input()));
    }
  }

  /** A set of which its card says what is done to pictures; without one, nothing is. */
  public static DeployedModel of(ParameterSet parameters, Optional<Card> card) {
    return new DeployedModel(parameters, card.map(Card::input).orElse(InputTransform.NONE), card);
  }

  /** A set without a card, of which nothing is known. */
  public static DeployedModel of(ParameterSet parameters) {
    return of(parameters, Optional.empty());
  }

  /** What it runs on. */
  public Overlay overlay() {
    return parameters.overlay();
  }

  /** The pictures that it takes. */
  public ImageShape shape() {
    return shape(overlay());
  }

  /** The pictures that an overlay takes. */
  public static ImageShape shape(Overlay overlay) {
    var format = overlay.network().input();
    return new ImageShape(format.channels(), format.dimension(), format.dimension());
  }

  /** The dataset that its card names. */
  public Optional<String> dataset() {
    return card.map(Card::dataset);
  }

  /** The decode that its card was measured with; before cards named one, that was this one. */
  public Decode decode() {
    return card.map(Card::decode).orElse(Decode.MULTIPLE);
  }

  /**
   * How the pictures of a folder were read when it was trained; of a set that was trained on a
   * catalogued dataset, how that dataset's own were made.
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
   * The split that its training made.
   *
   * @return empty if the card does not say, or is of another dataset
   */
  public Optional<Split> split(Dataset source) {
    return card.flatMap(known -> known.split(source));
  }

  /** Which of its classes those of some data are; empty if it cannot be checked on them. */
  public Optional<ClassMatch> match(List<String> classNames) {
    return ClassMatch.of(parameters.classNames(), classNames);
  }

  /** Whether it can be checked on data of these classes. */
  public boolean tellsApart(List<String> classNames) {
    return match(classNames).isPresent();
  }

  /**
   * Says whether it tells the classes of a dataset apart, before images are loaded.
   *
   * @param name its own, for the message
   * @throws Refusal naming both
   */
  public void checkClasses(Dataset dataset, String name) {
    if (!tellsApart(dataset.classNames())) {
      throw new Refusal(
          "dataset %s has %d classes, %s has %d; use the dataset that the set was trained on"
              .formatted(dataset.name(), dataset.classNames().size(), name, parameters.classes()));
    }
  }

  /**
   * What is odd about images of a dataset once they are transformed for it: that they are all
   * alike, hardly vary, or are as bright as the negatives of those it was trained on.
   *
   * @param images as they are in the dataset
   * @return a sentence each
   */
  public List<String> oddities(LabeledImages images) {
    return oddities(images, input);
  }

  /** The same of images that are what it sees already. */
  public List<String> odditiesOfSeen(LabeledImages seen) {
    return oddities(seen, InputTransform.NONE);
  }

  private List<String> oddities(LabeledImages images, InputTransform transform) {
    boolean binary = overlay().binaryInput();
    Stream<String> alike = InputCheck.finding(images, transform, binary).stream();
    Brightness brightness = Brightness.of(images, transform, binary);
    Optional<String> light =
        negative(brightness)
            .or(() -> binary || images.size() < FEW ? Optional.empty() : otherLight(brightness));
    return Stream.concat(alike, light.stream()).toList();
  }

  /** What is to be said of images that are much darker or brighter than those of the training. */
  private Optional<String> otherLight(Brightness found) {
    return card.map(Card::brightness)
        .filter(usual -> found.isFarFrom(new Brightness(usual)))
        .map(
            usual ->
                ("to the network the pictures are %s %% bright on average, those of the training"
                        + " were %s %%: it has not learned pictures that %s")
                    .formatted(
                        found.percent(), usual, found.percent() < usual ? "dark" : "bright"));
  }

  /** What is to be said of images, or of one, that look like negatives. */
  private Optional<String> negative(Brightness found) {
    return card.map(Card::brightness)
        .filter(usual -> found.isNegativeOf(new Brightness(usual)))
        .map(
            usual ->
                ("the mean brightness of the network's input is %s %%, in training it"
                        + " was %s %%: the images look like negatives; infer --invert inverts"
                        + " images")
                    .formatted(found.percent(), usual));
  }

  /**
   * Images of a dataset as input words.
   *
   * @param images as they are in the dataset
   * @param from first image
   * @param count how many
   * @return {@link Overlay#inputWords} words for each in turn
   * @throws Refusal if images of this shape are not what it takes
   */
  public long[] pack(LabeledImages images, int from, int count) {
    return PackedInput.pack(images, input, overlay(), from, count);
  }
}
