package bnn4j.datasets.gtsrb;

import bnn4j.foundation.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of signs: semicolons between columns, a header that names {@code Filename} and {@code
 * ClassId} among others, a line for each picture, ended by CR LF or LF.
 */
final class SignTable {
  private static final String FILE = "Filename";
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
   * @param file name of the picture
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
    return new SignTable(place, classes)
        .read(new String(bytes, StandardCharsets.ISO_8859_1).split("\r?\n"));
  }

  private List<Sign> read(String[] lines) {
    List<String> header = Arrays.stream(lines[0].split(";", -1)).map(String::strip).toList();
    int file = column(header, FILE);
    int label = column(header, LABEL);
    List<Sign> signs = new ArrayList<>();
    for (int line = 1; line < lines.length; line++) {
      if (!lines[line].isBlank()) {
        String[] values = lines[line].split(";", -1);
        if (values.length != header.size()) {
          throw refusal(line, "%d columns".formatted(header.size()), "" + values.length);
        }
        signs.add(new Sign(file(values[file].strip(), line), label(values[label].strip(), line)));
      }
    }
    return signs;
  }

  private int column(List<String> header, String name) {
    if (!header.contains(name)) {
      throw refusal(0, "a column " + name, quoted(String.join(";", header)));
    }
    return header.indexOf(name);
  }

  private String file(String name, int line) {
    if (!name.matches("[\\w-]+\\.\\w+")) {
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
        "%s: line %d: expected %s, found %s".formatted(place, line + 1, expected, found));
  }

  private static String quoted(String text) {
    String start = text.substring(0, Math.min(60, text.length()));
    return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
