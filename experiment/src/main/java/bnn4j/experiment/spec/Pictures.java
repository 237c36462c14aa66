package bnn4j.experiment.spec;

import bnn4j.datasets.PictureFit;
import bnn4j.datasets.Reading;
import bnn4j.foundation.Range;
import java.util.function.Consumer;

/**
 * How the pictures of a {@code folder:PATH} are read; without meaning for other datasets.
 *
 * @param unreadable how many may be unreadable and are skipped, at least 0
 * @param invert whether they have dark strokes on a bright ground and are inverted; for networks
 *     that take grey pictures
 * @param fit how strokes are put into a grey square
 */
public record Pictures(int unreadable, boolean invert, PictureFit fit) {
  /** All must be readable, and stay as bright as they are. */
  public static final Pictures DEFAULT = new Pictures(0, false, PictureFit.FILL);

  /**
   * @throws bnn4j.foundation.Refusal if the number is negative
   */
  public Pictures {
    Range.atLeast("pictures.unreadable", unreadable, 0);
  }

  /** The same for reading a dataset. */
  public Reading reading(Consumer<String> warnings) {
    return new Reading(unreadable, invert, fit, warnings);
  }
}
