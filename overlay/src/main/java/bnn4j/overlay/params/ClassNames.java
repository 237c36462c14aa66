package bnn4j.overlay.params;

import bnn4j.foundation.Refusal;
import java.util.List;

/** What names of classes must be like to be lines of {@code classes.txt}. */
public final class ClassNames {
  private ClassNames() {}

  /**
   * Checks names that a set is to be written with, to be asked before anything is trained or folded
   * for it. Sets that others wrote may have others.
   *
   * @throws Refusal naming the first one that a reader would not get back as it is
   */
  public static void check(List<String> names) {
    for (String name : names) {
      if (!name.equals(name.strip()) || name.lines().count() > 1) {
        throw new Refusal(
            ("class name '%s' is not a valid line of %s: it has leading or trailing spaces, or"
                    + " several lines")
                .formatted(name, ParameterFile.CLASSES));
      }
    }
  }
}
