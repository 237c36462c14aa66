package bnn4j.datasets.gtsrb;

import bnn4j.foundation.Csv;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of signs: a header that names {@code ClassId} and either {@code Filename} or {@code Path}
 * among others, then a row for each picture. The official tables have semicolons between columns;
 * other editions, or what a spreadsheet has saved, have commas or tabs.
 */
final class SignTable {
  private static final String FILE = "Filename";
  private static final String PATH = "Path";
  private static final String LABEL = "ClassId";

  private final String place;
  private final int classes;

  private SignTable(String place, int classes) {
    this.place = place;
    this.classes = classes;
  }

  /**
   * A line of the table.
   *
   * @param file name of the picture, or its path from the table's folder
   * @param label class of the sign
   */
  record Sign(String file, int label) {}

  /**
   * Reads a table.
   *
   * @param place where it lies, for messages
   * @throws Refusal naming the line that is not as it should be
   */
  static List<Sign> read(byte[] bytes, String place, int classes) {
    List<Csv.Row> rows;
    try {
      rows = Csv.read(TextFile.decode(bytes));
    } catch (Refusal e) {
      throw new Refusal("%s: %s".formatted(place, e.getMessage()), e);
    }
    return new SignTable(place, classes).read(rows);
  }

  private List<Sign> read(List<Csv.Row> rows) {
    if (rows.isEmpty()) {
      throw refusal(1, "a header with %s or %s and %s".formatted(FILE, PATH, LABEL), "nothing");
    }
    List<String> header =
        rows.get(0).fields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    boolean paths = !header.contains(FILE.toLowerCase(Locale.ROOT)) && header.contains("path");
    int file = column(header, paths ? PATH : FILE, rows.get(0));
    int label = column(header, LABEL, rows.get(0));
    List<Sign> signs = new ArrayList<>();
    for (Csv.Row row : rows.subList(1, rows.size())) {
      List<String> values = row.fields();
      // Spreadsheets add empty columns.
      boolean fits =
          values.size() >= header.size()
              && values.subList(header.size(), values.size()).stream().allMatch(String::isBlank);
      if (!fits) {
        throw refusal(row.line(), "%d columns".formatted(header.size()), "" + values.size());
      }
      signs.add(
          new Sign(
              file(values.get(file).strip(), paths, row.line()),
              label(values.get(label).strip(), row.line())));
    }
    return signs;
  }

  private int column(List<String> header, String name, Csv.Row row) {
    int column = header.indexOf(name.toLowerCase(Locale.ROOT));
    if (column < 0) {
      throw refusal(row.line(), "a column " + name, quoted(String.join(";", row.fields())));
    }
    return column;
  }

  /** Neither leads out of the folder: no part is made of dots. */
  private String file(String name, boolean path, int line) {
    if (!name.matches((path ? "([\\w-]+/)*" : "") + "[\\w-]+\\.\\w+")) {
      throw refusal(line, "the name of a picture", quoted(name));
    }
    return name;
  }

  private int label(String text, int line) {
    int label = text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
    if (label < 0 || label >= classes) {
      throw refusal(line, "a class of 0..%d".formatted(classes - 1), quoted(text));
    }
    return label;
  }

  private Refusal refusal(int line, String expected, String found) {
    return new Refusal(
        "%s: line %d: expected %s, found %s".formatted(place, line, expected, found));
  }

  private static String quoted(String text) {
    String start = text.substring(0, Math.min(60, text.length()));
    return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
