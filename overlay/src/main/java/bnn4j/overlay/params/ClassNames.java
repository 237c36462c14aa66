package bnn4j.overlay.params;

import bnn4j.foundation.Refusal;
import java.util.List;

/** What names of classes must be like to be lines of {@code classes.txt}. */
public final class ClassNames {
  private ClassNames() {}

  /**
   * Checks names that a set is to be written with, to be asked before anything is trained or folded
   * for it.
   *
   * @throws Refusal naming the first one that a reader would not get back as it is
   */
  public static void check(List<String> names) {
    for (String name : names) {
      checkPrintable(name);
      if (!name.equals(name.strip()) || name.lines().count() > 1) {
        throw new Refusal(
            ("class name '%s' is not a valid line of %s: it has leading or trailing spaces, or"
                    + " several lines")
                .formatted(name, ParameterFile.CLASSES));
      }
    }
  }

  /**
   * Checks a name that somebody else wrote into a set: it is printed on terminals, which take
   * control characters as commands.
   *
   * @throws Refusal if it has a control character other than a tab
   */
  static void checkPrintable(String name) {
    if (name.codePoints().anyMatch(c -> Character.isISOControl(c) && !isBlank(c))) {
      throw new Refusal(
          "class name '%s' is not a valid line of %s: it contains a control character"
              .formatted(name.replaceAll("\\p{Cntrl}", "?"), ParameterFile.CLASSES));
    }
  }

  /** Line ends are refused with a message of their own. */
  private static boolean isBlank(int c) {
    return c == '\t' || c == '\n' || c == '\r';
  }
}
