package bnn4j.evaluation.accuracy;

import bnn4j.evaluation.report.Html;
import java.util.Locale;

/**
 * The result of checking one parameter set in one place.
 *
 * @param set its name, {@code fashion-mnist/lfcW1A1}
 * @param place where it ran, {@code engine} or {@code simulation}
 * @param network its overlay; null if it could not be loaded
 * @param dataset whose test images it was shown; null if its card does not say
 * @param output how it codes classes, {@code bits}, {@code ladder} or {@code scores}; null if
 *     unknown
 * @param floor percent that its card asks for; null if it asks for none
 * @param correct images classified correctly
 * @param total images, 0 if it could not be checked
 * @param seconds of running
 * @param datasetChecksum whether the data are those of the card; null if the card does not say
 * @param problem why it could not be checked; null if it was
 */
public record SetResult(
    String set,
    String place,
    String network,
    String dataset,
    String output,
    Double floor,
    long correct,
    long total,
    double seconds,
    DatasetChecksum datasetChecksum,
    String problem) {
  /** The outcome of a check. */
  public enum Verdict {
    /** At least the floor, or the card has no floor. */
    PASSED,
    /** Below the floor. */
    FELL,
    /** Not checked. */
    BROKEN;

    /** The word in results, in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException if set or place is missing
   */
  public SetResult {
    if (set == null || place == null) {
      throw new IllegalArgumentException("a result needs a set and a place");
    }
  }

  /** A result of a set that could not be checked. */
  public static SetResult broken(String set, String place, String problem) {
    return new SetResult(set, place, null, null, null, null, 0, 0, 0, null, problem);
  }

  /** The outcome. */
  public Verdict verdict() {
    if (problem != null || total == 0) {
      return Verdict.BROKEN;
    }
    return floor == null || accuracy() >= floor ? Verdict.PASSED : Verdict.FELL;
  }

  /** Percent classified correctly; NaN if it was not checked. */
  public double accuracy() {
    return total == 0 ? Double.NaN : 100.0 * correct / total;
  }

  /** Whether the other result is of the same set in the same place. */
  public boolean isOf(SetResult other) {
    return set.equals(other.set) && place.equals(other.place);
  }

  /** One line: the figures, or the reason why the set did not pass. */
  public String text() {
    return switch (verdict()) {
      case BROKEN -> "could not be checked: " + problem;
      case FELL -> "%s is below its floor of %s %%".formatted(figures(), Html.number(floor));
      case PASSED ->
          floor == null
              ? figures() + ", no floor on its card"
              : "%s, its floor is %s %%".formatted(figures(), Html.number(floor));
    };
  }

  private String figures() {
    return Html.format("%.2f %% (%d of %d)", accuracy(), correct, total);
  }
}
