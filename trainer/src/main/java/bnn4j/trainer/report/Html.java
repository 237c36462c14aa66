package bnn4j.trainer.report;

import java.util.Base64;
import java.util.Locale;

/** Pieces of HTML that is well-formed XML as well. */
final class Html {
  private Html() {}

  /** Text that shows as it is, between tags and in quoted attributes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(shown(character) ? character : 0xfffd);
              }
            });
    return escaped.toString();
  }

  /** Whether a document may hold the character. */
  private static boolean shown(int character) {
    boolean control = character < ' ' && character != '\n' && character != '\t';
    boolean halfAPair = character >= 0xd800 && character <= 0xdfff;
    return !control && !halfAPair && character != 0xfffe && character != 0xffff;
  }

  /** An address that is the picture itself. */
  static String dataUri(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  /** Like {@link String#format}, the same in every country. */
  static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
