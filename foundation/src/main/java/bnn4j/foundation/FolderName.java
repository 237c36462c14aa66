package bnn4j.foundation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that become folders. A name from a file, a card or a user is never used as a path: it is
 * converted to a single valid folder name.
 */
public final class FolderName {
  private static final int LONGEST = 64;

  /** Prefix of a dataset that is a folder of the user's images. */
  private static final String FOLDER = "folder:";

  /** Devices on Windows, whatever follows after a dot. */
  private static final Set<String> RESERVED =
      Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private FolderName() {}

  /**
   * Checks a name that is used as a folder name without conversion.
   *
   * @return the same name
   * @throws Refusal if it is anything but 1 to 64 letters, digits and marks
   */
  public static String checked(String name) {
    if (!PLAIN.matcher(name).matches()) {
      throw new Refusal(
          ("name '%s': expected 1 to 64 letters, digits, '.', '_' or '-', as it names folders,"
                  + " not beginning with a mark")
              .formatted(name));
    }
    return name;
  }

  /**
   * The folder name for a name: letters, digits, {@code _}, {@code -} and inner dots are kept,
   * every other character becomes a hyphen. Of a path only the last part is used. {@code
   * folder:PATH} becomes {@code folder-<last part>}, which is not the name of another dataset.
   */
  public static String of(String name) {
    boolean folder = name.startsWith(FOLDER);
    String path = folder ? name.substring(FOLDER.length()) : name;
    String last = "";
    for (String part : path.split("[/\\\\]+", -1)) {
      last = cleaned(part).isEmpty() ? last : cleaned(part);
    }
    String word = last.isEmpty() ? "unnamed" : last;
    if (folder) {
      return "folder-" + word;
    }
    String stem = word.replaceFirst("\\..*", "").toLowerCase(Locale.ROOT);
    return RESERVED.contains(stem) ? "_" + word : word;
  }

  private static String cleaned(String part) {
    String composed = Normalizer.normalize(part, Normalizer.Form.NFC);
    String plain = trimmed(composed.replaceAll("[^\\p{L}\\p{M}\\p{N}_.-]+", "-"));
    int end = Math.min(LONGEST, plain.length());
    // Not through the middle of a letter beyond 16 bits.
    boolean split = end < plain.length() && Character.isLowSurrogate(plain.charAt(end));
    return trimmed(plain.substring(0, split ? end - 1 : end));
  }

  private static String trimmed(String text) {
    return text.replaceAll("^[.-]+|[.-]+$", "");
  }
}
