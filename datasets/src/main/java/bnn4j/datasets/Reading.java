package bnn4j.datasets;

import bnn4j.foundation.Refusal;
import java.util.function.Consumer;

/**
 * How to read imperfect data.
 *
 * @param unreadable how many pictures of a folder may be unreadable before the set is refused
 * @param invert whether the pictures of a folder have dark strokes on a bright ground and are to be
 *     inverted; only for networks that take grey pictures
 * @param fit how strokes are put into a grey square
 * @param warnings receives warnings, a line each
 */
public record Reading(int unreadable, boolean invert, PictureFit fit, Consumer<String> warnings) {
  /** Nothing may be unreadable; warnings are dropped. */
  public static final Reading STRICT = new Reading(0, false, warning -> {});

  /** Strokes fill the square. */
  public Reading(int unreadable, boolean invert, Consumer<String> warnings) {
    this(unreadable, invert, PictureFit.FILL, warnings);
  }

  /**
   * @throws Refusal if the number is negative
   */
  public Reading {
    if (unreadable < 0) {
      throw new Refusal(
          "the number of unreadable images must not be negative, found " + unreadable);
    }
  }

  /** The same, with another way in which the pictures of a folder become squares. */
  public Reading withFit(PictureFit other) {
    return other == PictureFit.FILL ? this : new Reading(unreadable, invert, other, warnings);
  }

  /** Says that something is odd. */
  public void warn(String warning) {
    warnings.accept(warning);
  }
}
