package bnn4j.datasets.idx;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.StoredFile;
import bnn4j.foundation.Csv;
import bnn4j.foundation.FileKind;
import bnn4j.foundation.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads images as a table of comma-separated values: a line per image, of its label and its pixels
 * row by row. Kaggle distributes MNIST and its relatives in this form. The first line may be a
 * header; it decides whether the label is the first or the last column. Without a header it is the
 * first.
 *
 * <p>Lines are read one by one, so the memory used is that of the pixels, not of the text.
 */
final class PixelTable {
  private static final List<String> LABEL_NAMES = List.of("label", "class");
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Longer than any name of a column or number. */
  private static final int LONGEST_FIELD = 32;

  private final StoredFile file;
  private final int firstLabel;
  private final int lastLabel;
  private final int pixels;
  private final byte[] text;
  private final byte[] row;
  private int length;
  private int line;
  private boolean labelIsLast;

  private PixelTable(StoredFile file, ImageShape shape, int firstLabel, int lastLabel) {
    this.file = file;
    this.firstLabel = firstLabel;
    this.lastLabel = lastLabel;
    pixels = shape.values();
    row = new byte[pixels + 1];
    text = new byte[LONGEST_FIELD * row.length];
  }

  /**
   * What a table holds.
   *
   * @param pixels {@code [images][pixels]}, unsigned
   * @param labels as they stand in the table, {@code [images]}, unsigned
   */
  record Content(byte[] pixels, byte[] labels) {}

  /**
   * Reads a table, which may be packed with gzip.
   *
   * @param shape of its images, grey
   * @param firstLabel the lowest label that is a class
   * @param lastLabel the highest label that is a class
   * @throws Refusal if it is no table of images of that shape, with the line and the column
   */
  static Content read(StoredFile file, ImageShape shape, int firstLabel, int lastLabel) {
    file.kind()
        .filter(kind -> !kind.equals(FileKind.TEXT))
        .ifPresent(
            kind -> {
              throw new Refusal(
                  "%s: is %s; expected lines of a label and %d pixels, separated by commas"
                      .formatted(file.path(), kind, shape.values()));
            });
    try (InputStream in = new BufferedInputStream(file.open(), 1 << 16)) {
      return new PixelTable(file, shape, firstLabel, lastLabel).read(in);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private Content read(InputStream in) throws IOException {
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    while (readLine(in)) {
      if (isBlank() || (labels.size() == 0 && isHeader())) {
        continue;
      }
      readValues();
      if (images.size() > Integer.MAX_VALUE - 8 - pixels) {
        throw refusal("at most %d images".formatted(labels.size()), "more");
      }
      labels.write(label());
      images.write(row, labelIsLast ? 0 : 1, pixels);
    }
    if (labels.size() == 0) {
      throw new Refusal("%s: holds no images".formatted(file.path()));
    }
    return new Content(images.toByteArray(), labels.toByteArray());
  }

  private int label() {
    int label = row[labelIsLast ? pixels : 0] & 255;
    if (label < firstLabel || label > lastLabel) {
      throw refusal("a label of %d..%d".formatted(firstLabel, lastLabel), "" + label);
    }
    return label;
  }

  /** The next line without its end and a byte order mark; false if there is none. */
  private boolean readLine(InputStream in) throws IOException {
    line++;
    length = 0;
    int next = in.read();
    if (next < 0) {
      return false;
    }
    while (next >= 0 && next != '\n') {
      if (length == text.length) {
        throw refusal("a label and %d pixels".formatted(pixels), "over %d bytes".formatted(length));
      }
      text[length++] = (byte) next;
      next = in.read();
    }
    if (line == 1 && length >= 3 && Arrays.equals(text, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
      System.arraycopy(text, 3, text, 0, length -= 3);
    }
    return true;
  }

  private boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (text[i] != ' ' && text[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Whether the line names the columns. It has to name one for the label, at either end. */
  private boolean isHeader() {
    String header = new String(text, 0, length, StandardCharsets.ISO_8859_1);
    if (header.chars().noneMatch(Character::isLetter)) {
      return false;
    }
    List<String> names =
        Csv.read(header).get(0).fields().stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    labelIsLast = LABEL_NAMES.contains(names.get(names.size() - 1));
    if (!labelIsLast && !LABEL_NAMES.contains(names.get(0))) {
      String hint =
          names.size() == pixels
              ? "; without labels, as in a competition's test file, nothing can be trained or"
                  + " checked"
              : "";
      throw new Refusal(
          "%s:%d: expected a first or last column named label, found %d columns from %s to %s%s"
              .formatted(
                  file.path(),
                  line,
                  names.size(),
                  printable(names.get(0)),
                  printable(names.get(names.size() - 1)),
                  hint));
    }
    return true;
  }

  private void readValues() {
    int column = 0;
    int start = 0;
    for (int i = 0; i <= length; i++) {
      if (i == length || text[i] == ',') {
        if (column == row.length) {
          throw refusal("a label and %d pixels".formatted(pixels), "more columns");
        }
        row[column++] = value(start, i, column);
        start = i + 1;
      }
    }
    if (column < row.length) {
      throw refusal(
          "a label and %d pixels".formatted(pixels),
          column == 1 ? "1 column" : "%d columns".formatted(column));
    }
  }

  /** A number of 0 to 255; pandas writes 7 as 7.0 if a column once had gaps. */
  private byte value(int from, int to, int column) {
    int start = from;
    int end = to;
    while (start < end && isPadding(text[start])) {
      start++;
    }
    while (start < end && isPadding(text[end - 1])) {
      end--;
    }
    if (end - start > 2 && text[end - 1] == '0' && text[end - 2] == '.') {
      end -= 2;
    }
    int value = 0;
    boolean number = start < end;
    for (int i = start; i < end && number; i++) {
      int digit = text[i] - '0';
      value = value * 10 + digit;
      number = digit >= 0 && digit <= 9 && value <= 255;
    }
    if (!number) {
      throw refusal(
          "a number of 0..255 in column %d".formatted(column),
          printable(new String(text, from, to - from, StandardCharsets.ISO_8859_1)));
    }
    return (byte) value;
  }

  private static boolean isPadding(byte c) {
    return c == ' ' || c == '\r' || c == '"';
  }

  private static String printable(String field) {
    String plain = field.strip().replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > LONGEST_FIELD
        ? "'" + plain.substring(0, LONGEST_FIELD) + "...'"
        : "'" + plain + "'";
  }

  private Refusal refusal(String expected, String found) {
    return new Refusal(
        "%s:%d: expected %s, found %s".formatted(file.path(), line, expected, found));
  }
}
