package bnn4j.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/** Pieces of HTML that is well-formed XML as well. */
public final class Html {
  private Html() {}

  /** Escapes text for use between tags and in quoted attributes. */
  public static String escape(String text) {
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

  /** The text, with a replacement for every character that XML does not allow. */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().forEach(c -> printable.appendCodePoint(shown(c) ? c : 0xfffd));
    return printable.toString();
  }

  /** A number without needless zeros: 85, 98.4. */
  public static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** The text of a resource beside a class. */
  public static String resource(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a document may hold the character. */
  private static boolean shown(int character) {
    boolean control = character < ' ' && character != '\n' && character != '\t';
    boolean halfAPair = character >= 0xd800 && character <= 0xdfff;
    return !control && !halfAPair && character != 0xfffe && character != 0xffff;
  }

  /** A data URI of a PNG. */
  public static String dataUri(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  /** Like {@link String#format}, independent of the locale. */
  public static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
