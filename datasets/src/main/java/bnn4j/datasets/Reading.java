package bnn4j.datasets;

import bnn4j.foundation.Refusal;
import java.util.function.Consumer;

/**
 * How to read data that is not perfect.
 *
 * @param unreadable how many pictures of a folder may be unreadable before the set is refused
 * @param invert whether the pictures of a folder have dark strokes on a bright ground and are to be
 *     inverted; only for networks that take grey pictures
 * @param fit how the pictures of a folder become squares; NONE for the usual way
 * @param warnings hears of everything that is odd but no reason to stop, a line each
 */
public record Reading(
    int unreadable, boolean invert, PictureFit fit, Consumer<String> warnings) {
  /** Nothing may be unreadable, and nobody hears warnings. */
  public static final Reading STRICT = new Reading(0, false, warning -> {});

  /**
   * @throws Refusal if the number is negative
   */
  public Reading {
    if (unreadable < 0) {
      throw new Refusal(
          "the number of pictures that may be unreadable must not be negative, found "
              + unreadable);
    }
  }

  /** Pictures of a folder become squares in the usual way. */
  public Reading(int unreadable, boolean invert, Consumer<String> warnings) {
    this(unreadable, invert, PictureFit.NONE, warnings);
  }

  /** The same, with another way in which the pictures of a folder become squares. */
  public Reading withFit(PictureFit other) {
    return new Reading(unreadable, invert, other, warnings);
  }

  /** Says that something is odd. */
  public void warn(String warning) {
    warnings.accept(warning);
  }
}
