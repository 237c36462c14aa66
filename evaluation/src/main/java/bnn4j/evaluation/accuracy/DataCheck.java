package bnn4j.evaluation.accuracy;

import bnn4j.datasets.Dataset;
import bnn4j.evaluation.card.Card;
import bnn4j.foundation.Refusal;
import java.util.Optional;

/**
 * Checks that a set is evaluated on the dataset that its card names.
 *
 * @param dataset its name, on the card and as it was opened
 * @param expected sha256 on the card
 * @param found sha256 of the data here; null if it cannot be told
 * @param problem why it cannot be told; null if it can
 */
public record DataCheck(String dataset, String expected, String found, String problem) {
  /**
   * Compares data with a card. It reads all of them, training images too.
   *
   * @return empty if the card says nothing of these data
   */
  public static Optional<DataCheck> of(Card card, Dataset source) {
    String expected = card.datasetChecksum();
    if (expected == null || !card.dataset().equals(source.name())) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DataCheck(source.name(), expected, source.checksum(), null));
    } catch (Refusal e) {
      // Test images alone are enough to check a set, not to tell whether the data are the same.
      return Optional.of(new DataCheck(source.name(), expected, null, e.getMessage()));
    }
  }

  /** Whether the data are those of the card. */
  public boolean same() {
    return expected.equals(found);
  }

  /** A warning; empty if the data are equal. */
  public Optional<String> warning() {
    if (same()) {
      return Optional.empty();
    }
    if (found == null) {
      return Optional.of(
          "the dataset %s could not be compared with the checksum on the card: %s"
              .formatted(dataset, problem));
    }
    return Optional.of(
        ("the dataset %s is not the one on the card: its checksum is %s, expected %s; the accuracy on"
                + " the card was measured on other images")
            .formatted(dataset, found, expected));
  }
}
