package bnn4j.foundation;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values as in RFC 4180: a field with a separator, a quotation mark or a line break
 * is quoted, and quotation marks in it are doubled. The reader also accepts semicolons and tabs as
 * separators, and LF or CR LF as line ends.
 */
public final class Csv {
  private final String text;
  private final char separator;
  private int position;
  private int line = 1;

  private Csv(String text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /**
   * A row of a table.
   *
   * @param line where it begins, from 1
   * @param fields at least one
   */
  public record Row(int line, List<String> fields) {}

  /**
   * A field as it is written: quoted if it contains a comma, a semicolon, a quotation mark or a
   * line break.
   */
  public static String field(String text) {
    boolean plain =
        text.chars().noneMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r')
            && text.equals(text.strip());
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Fields as a line, without its end. */
  public static String line(List<String> fields) {
    return String.join(",", fields.stream().map(Csv::field).toList());
  }

  /**
   * Reads a table. Rows of blank fields are skipped. The separator is the most frequent of comma,
   * semicolon and tab in the first line.
   *
   * @throws Refusal if a quoted field does not end, saying in which line it began
   */
  public static List<Row> read(String text) {
    Csv csv = new Csv(text, separator(text));
    List<Row> rows = new ArrayList<>();
    while (csv.position < text.length()) {
      Row row = csv.row();
      if (!row.fields.stream().allMatch(String::isBlank)) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static char separator(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char most = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(first, candidate) > count(first, most)) {
        most = candidate;
      }
    }
    return most;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private Row row() {
    int first = line;
    List<String> fields = new ArrayList<>();
    fields.add(field());
    while (position < text.length() && text.charAt(position) == separator) {
      position++;
      fields.add(field());
    }
    if (position < text.length()) {
      // A field ends at a separator or the end of the line.
      position += text.startsWith("\r\n", position) ? 2 : 1;
      line++;
    }
    return new Row(first, List.copyOf(fields));
  }

  private String field() {
    StringBuilder field = new StringBuilder();
    if (position < text.length() && text.charAt(position) == '"') {
      quoted(field);
    }
    while (position < text.length() && !endsField(text.charAt(position))) {
      field.append(text.charAt(position++));
    }
    return field.toString();
  }

  private boolean endsField(char c) {
    return c == separator || c == '\n' || c == '\r';
  }

  private void quoted(StringBuilder field) {
    int first = line;
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '\n') {
        line++;
      }
      if (c == '"') {
        if (position >= text.length() || text.charAt(position) != '"') {
          return;
        }
        position++;
      }
      field.append(c);
    }
    throw new Refusal("line %d: a quoted field is not terminated".formatted(first));
  }
}
