package bnn4j.evaluation.card;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.Split;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Origin, expected input and accuracy of a model or parameter set.
 *
 * @param network overlay it was made for
 * @param dataset name of the dataset it was trained on
 * @param datasetChecksum sha256 that identifies the data
 * @param classes class names in the order of the labels
 * @param input what has to be done to every picture before it is packed
 * @param decode which of the host's decodes the accuracies are of; null on cards from before it was
 *     noted
 * @param output how classes are coded in the outputs
 * @param folding how batch norm became thresholds; null before it did
 * @param floor percent that the exported set must reach; null if none was asked for
 * @param accuracy what was reached; null before it was measured
 * @param training how it was trained
 * @param start the model it began with; null if with random weights
 * @param provenance with what
 * @param config the resolved configuration
 * @param brightness mean of what the network saw of its training images, in percent of white; null
 *     on cards from before it was noted
 */
public record Card(
    String network,
    String dataset,
    String datasetChecksum,
    List<String> classes,
    InputTransform input,
    Decode decode,
    Coding output,
    Folding folding,
    Double floor,
    Accuracy accuracy,
    Training training,
    Start start,
    Provenance provenance,
    CardConfig config,
    Double brightness) {
  private static final String PICTURES = "folder:";

  /**
   * Copies the list.
   *
   * @throws Refusal if what no use can do without is missing, or what is there cannot be
   */
  public Card {
    requireName("network", network);
    requireDataset(dataset);
    require("classes", classes);
    classes.forEach(name -> require("classes", name));
    require("input", input);
    if (floor != null) {
      requirePercent("floor", floor);
    }
    if (brightness != null) {
      requirePercent("brightness", brightness);
    }
    classes = List.copyOf(classes);
  }

  /** A name that is printed; it must not contain control characters. */
  static void requireName(String key, String name) {
    require(key, name);
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new Refusal("expected a name on one line, found '%s'".formatted(key));
    }
  }

  /** A name that becomes a folder name; only {@code folder:PATH} may contain a path. */
  static void requireDataset(String name) {
    requireName("dataset", name);
    if (!name.startsWith(PICTURES) && (name.matches(".*[/\\\\:].*") || name.matches("\\.+"))) {
      throw new Refusal("dataset: expected a name or %sPATH, found '%s'".formatted(PICTURES, name));
    }
  }

  static void requirePercent(String key, double value) {
    if (!(value >= 0 && value <= 100)) {
      throw new Refusal("%s: expected 0 to 100 %%, found %s".formatted(key, value));
    }
  }

  static void require(String key, Object value) {
    if (value == null) {
      throw new Refusal("'%s' is missing".formatted(key));
    }
  }

  /** How classes are coded in the outputs. */
  public enum Coding {
    /** A bit for each class. */
    BITS,
    /** Several bits for each class (docs/ladder.md). */
    LADDER,
    /** A score for each class. */
    SCORES;

    /** The output code of a set. */
    public static Coding of(ParameterSet set) {
      return set.output().givesScores() ? SCORES : set.output().isLadder() ? LADDER : BITS;
    }

    /** The word on the card. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The folding rule. */
  public enum Folding {
    /** As training decides. */
    EXACT,
    /** As BNN-PYNQ's generator folds. */
    FINNTHESIZER
  }

  /** The number format of matrix products and convolutions in training. */
  public enum Gemm {
    /** 32 bits. */
    FLOAT,
    /** 16 bits, on tiles. */
    BFLOAT16
  }

  /**
   * Figures on the test images, read once, after training.
   *
   * @param images test images
   * @param correct of them right by exported set, engine and decode
   * @param exported the same in percent
   * @param floatDecoded accuracy in percent of the float model and the overlay's decode
   * @param floatArgmax accuracy in percent of the float model's largest output
   * @param disagreements images on which float model and engine give different bits
   * @param note how the test images were used
   */
  public record Accuracy(
      int images,
      int correct,
      double exported,
      double floatDecoded,
      double floatArgmax,
      int disagreements,
      String note) {
    /**
     * @throws Refusal if there cannot be such figures
     */
    public Accuracy {
      if (images < 0 || correct < 0 || correct > images || disagreements < 0) {
        throw new Refusal(
            "accuracy: expected counts of images, found %d of %d correct, %d disagreements"
                .formatted(correct, images, disagreements));
      }
      requirePercent("exported", exported);
      requirePercent("float-decoded", floatDecoded);
      requirePercent("float-argmax", floatArgmax);
    }
  }

  /**
   * The run.
   *
   * @param seed of everything random
   * @param epochs trained
   * @param bestEpoch whose network this is, chosen on the validation images, from 1
   * @param validationAccuracy percent of the validation images that it decodes right; null if there
   *     were none
   * @param seconds of training and evaluation
   * @param gemm the numbers that gemm and convolution multiplied where the run ended; null on cards
   *     from before it was noted
   */
  public record Training(
      long seed,
      int epochs,
      int bestEpoch,
      Double validationAccuracy,
      double seconds,
      @JsonProperty("products") Gemm gemm) {
    /**
     * @throws Refusal if no training is so
     */
    public Training {
      if (epochs < 0 || bestEpoch < 0 || bestEpoch > epochs || !(seconds >= 0)) {
        throw new Refusal(
            "training: expected an epoch and a time, found epoch %d of %d, %s seconds"
                .formatted(bestEpoch, epochs, seconds));
      }
      if (validationAccuracy != null) {
        requirePercent("validation-accuracy", validationAccuracy);
      }
    }
  }

  /**
   * The rule that fits images of any size: that of the input transform, else of the config, else of
   * the training dataset.
   */
  public PictureFit pictureFit() {
    if (input.fit() != PictureFit.FILL) {
      return input.fit();
    }
    return Optional.ofNullable(config)
        .flatMap(CardConfig::pictureFit)
        .flatMap(Card::fit)
        .filter(fit -> fit != PictureFit.FILL)
        .orElseGet(() -> Datasets.pictureFit(dataset));
  }

  /**
   * Which training images the training learned from, and which it held back.
   *
   * @return empty if the card does not say, or is of another dataset
   */
  public Optional<Split> split(Dataset source) {
    if (training == null
        || config == null
        || config.validation().isEmpty()
        || !dataset.equals(source.name())) {
      return Optional.empty();
    }
    return Optional.of(Split.of(source, config.validation().getAsInt(), training.seed()));
  }

  private static Optional<PictureFit> fit(String word) {
    return Arrays.stream(PictureFit.values())
        .filter(fit -> fit.name().equalsIgnoreCase(word))
        .findFirst();
  }

  /** The same card for a set made of the model: its overlay, its classes, how they are coded. */
  public Card of(ParameterSet set) {
    return new Card(
        set.overlay().name(),
        dataset,
        datasetChecksum,
        set.classNames(),
        input,
        decode,
        Coding.of(set),
        folding,
        floor,
        accuracy,
        training,
        start,
        provenance,
        config,
        brightness);
  }

  /** The same card with classes of other names. */
  public Card of(List<String> newClasses) {
    return new Card(
        network,
        dataset,
        datasetChecksum,
        newClasses,
        input,
        decode,
        output,
        folding,
        floor,
        accuracy,
        training,
        start,
        provenance,
        config,
        brightness);
  }

  /** The same card with the figures of a check. */
  public Card with(Folding newFolding, Accuracy newAccuracy) {
    return new Card(
        network,
        dataset,
        datasetChecksum,
        classes,
        input,
        decode,
        output,
        newFolding,
        floor,
        newAccuracy,
        training,
        start,
        provenance,
        config,
        brightness);
  }
}
