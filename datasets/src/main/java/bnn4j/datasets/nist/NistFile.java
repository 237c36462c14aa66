package bnn4j.datasets.nist;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a picture says: {@code by_class/4a/hsf_4/hsf_4_00012.png} is the character with
 * the hexadecimal code 4a, from the forms of partition 4; in {@code by_merge} a folder may have
 * several codes, the capital's first.
 *
 * @param name of the picture in its tree
 * @param character that it shows
 * @param partition of writers: {@code hsf_0} to {@code hsf_8}, or {@code train}, all but the fourth
 */
record NistFile(String name, char character, String partition) {
  /** What the database's authors recommend for tests. */
  static final String TEST = "hsf_4";

  /** All others once more, in a folder of their own. */
  static final String TRAIN = "train";

  private static final Pattern PATH =
      Pattern.compile(
          "(?:.*/)?([0-9a-f]{2})(?:_[0-9a-f]{2})*/(hsf_\\d|train)(?:_\\w+)?/[^/]+\\.png");

  /** The picture of that name; empty if the name is none of the database. */
  static Optional<NistFile> of(String name) {
    Matcher path = PATH.matcher(name);
    return path.matches()
        ? Optional.of(new NistFile(name, (char) Integer.parseInt(path.group(1), 16), path.group(2)))
        : Optional.empty();
  }

  /** The class by its name: the character, or its capital if only that is a class. */
  String className(Collection<String> classNames) {
    String own = String.valueOf(character);
    return classNames.contains(own) ? own : String.valueOf(Character.toUpperCase(character));
  }
}
