package bnn4j.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A confusion matrix as text. */
final class ConfusionText {
  private static final int TERMINAL_COLUMNS = 100;
  private static final int LONGEST_NAME = 20;
  private static final int CONFUSIONS_NAMED = 4;

  private final ConfusionMatrix matrix;
  private final StringBuilder text = new StringBuilder();

  private ConfusionText(ConfusionMatrix matrix) {
    this.matrix = matrix;
  }

  static String of(ConfusionMatrix matrix) {
    ConfusionText writer = new ConfusionText(matrix);
    writer.write();
    return writer.text.toString();
  }

  private void write() {
    int largest = Long.toString(matrix.total()).length();
    int cell = 1 + Math.max(4, largest);
    boolean shortNames = matrix.classNames().stream().allMatch(name -> name.length() < cell);
    List<String> labels = labels(!shortNames);
    int label = labels.stream().mapToInt(String::length).max().orElse(0);
    label = Math.max(label, "actual".length());
    if (label + cell * matrix.classes() + 10 <= TERMINAL_COLUMNS) {
      List<String> heads = shortNames ? matrix.classNames() : numbers();
      writeMatrix(labels, label, heads, cell);
    } else {
      writeList(labels(false), cell);
    }
  }

  private void writeMatrix(List<String> labels, int label, List<String> heads, int cell) {
    line(left("", label) + "  predicted");
    String columns = heads.stream().map(head -> right(head, cell)).collect(Collectors.joining());
    line(left("actual", label) + columns + right("correct", 10));
    for (int actual = 0; actual < matrix.classes(); actual++) {
      StringBuilder row = new StringBuilder(left(labels.get(actual), label));
      for (int predicted = 0; predicted < matrix.classes(); predicted++) {
        long count = matrix.count(actual, predicted);
        row.append(right(count == 0 ? "." : Long.toString(count), cell));
      }
      line(row + right(percent(matrix.accuracy(actual)), 10));
    }
  }

  private void writeList(List<String> names, int cell) {
    int label = names.stream().mapToInt(String::length).max().orElse(0);
    label = Math.max(label, "class".length());
    line(
        left("class", label) + right("images", cell + 2) + right("correct", 10) + "  predicted as");
    for (int actual = 0; actual < matrix.classes(); actual++) {
      line(
          left(names.get(actual), label)
              + right(Long.toString(matrix.images(actual)), cell + 2)
              + right(percent(matrix.accuracy(actual)), 10)
              + "  "
              + confusions(actual, names));
    }
  }

  /** What a class was taken for, the most frequent first: {@code Shirt 83, Coat 12, …}. */
  private String confusions(int actual, List<String> names) {
    List<Confusion> wrong = matrix.confusions(actual);
    String named =
        wrong.stream()
            .limit(CONFUSIONS_NAMED)
            .map(confusion -> names.get(confusion.predicted()) + " " + confusion.images())
            .collect(Collectors.joining(", "));
    return wrong.size() > CONFUSIONS_NAMED ? named + ", ..." : named;
  }

  /** Names, cut if long, with or without the class's number before them. */
  private List<String> labels(boolean numbered) {
    int digits = Integer.toString(matrix.classes() - 1).length();
    return IntStream.range(0, matrix.classes())
        .mapToObj(
            i -> {
              String name = matrix.classNames().get(i);
              String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME));
              return numbered ? right(Integer.toString(i), digits) + " " + cut : cut;
            })
        .toList();
  }

  private List<String> numbers() {
    return IntStream.range(0, matrix.classes()).mapToObj(Integer::toString).toList();
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  private static String percent(double percent) {
    return Double.isNaN(percent) ? "-" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
