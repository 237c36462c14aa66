package bnn4j.cli.sets;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.Split;
import bnn4j.evaluation.card.Card;
import java.util.Optional;

/** Which training images a training learned from, and which it held back: its card says so. */
public final class HeldBack {
  private HeldBack() {}

  /**
   * The split that the training made.
   *
   * @return empty if the card does not say, or is of another data set
   */
  public static Optional<Split> of(Card card, Dataset source) {
    if (card.training() == null
        || card.config() == null
        || card.config().validation().isEmpty()
        || !card.dataset().equals(source.name())) {
      return Optional.empty();
    }
    int held = card.config().validation().getAsInt();
    return Optional.of(Split.of(source, held, card.training().seed()));
  }
}
