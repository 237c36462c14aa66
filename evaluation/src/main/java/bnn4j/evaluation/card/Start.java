package bnn4j.evaluation.card;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The model whose weights a training started from.
 *
 * @param sha256 of its file
 * @param network overlay it was made for
 * @param dataset name of the dataset it was trained on
 * @param datasetChecksum sha256 that identifies the data
 * @param validation training images that it held back; null if its card does not say
 * @param training how it was trained; null if its card does not say
 * @param start what it began with itself; null if with random weights
 */
public record Start(
    String sha256,
    String network,
    String dataset,
    String datasetChecksum,
    Integer validation,
    Card.Training training,
    Start start) {
  /**
   * Checks what no use can do without.
   *
   * @throws bnn4j.foundation.Refusal if it is missing
   */
  public Start {
    Card.requireName("sha256", sha256);
    Card.requireName("network", network);
    Card.requireName("dataset", dataset);
  }

  /**
   * The starting model, by the card of its file.
   *
   * @param sha256 of the model's file
   */
  public static Start of(Card card, String sha256) {
    OptionalInt validation =
        card.config() == null ? OptionalInt.empty() : card.config().validation();
    return new Start(
        sha256,
        card.network(),
        card.dataset(),
        card.datasetChecksum(),
        validation.isPresent() ? validation.getAsInt() : null,
        card.training(),
        card.start());
  }

  /** This model, the model that it started from, and so on back to random weights. */
  public List<Start> ancestry() {
    return Stream.iterate(this, earlier -> earlier != null, Start::start).toList();
  }

  /** In words: {@code cnvW1A2, epoch 9 of 10 on cifar-10, started from cnvW1A1, ...}. */
  public String description() {
    String trained =
        training == null
            ? "trained"
            : "epoch %d of %d".formatted(training.bestEpoch(), training.epochs());
    String before = start == null ? "" : ", started from " + start.description();
    return "%s, %s on %s%s".formatted(network, trained, dataset, before);
  }
}
