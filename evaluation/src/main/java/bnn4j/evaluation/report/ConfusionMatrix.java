package bnn4j.evaluation.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts of images by actual and predicted class.
 *
 * @param classNames the classes in the order of the labels
 * @param counts {@code [actual][predicted]}: images of a class that were taken for a class
 */
public record ConfusionMatrix(List<String> classNames, long[][] counts) {
  /**
   * Copies everything.
   *
   * @throws IllegalArgumentException if the counts are not one row and one column per class
   */
  public ConfusionMatrix {
    classNames = List.copyOf(classNames);
    int classes = classNames.size();
    if (counts.length != classes || Arrays.stream(counts).anyMatch(row -> row.length != classes)) {
      throw new IllegalArgumentException("expected %1$d rows of %1$d counts".formatted(classes));
    }
    counts = copy(counts);
  }

  /** Number of classes. */
  public int classes() {
    return classNames.size();
  }

  /** A copy, {@code [actual][predicted]}. */
  @Override
  public long[][] counts() {
    return copy(counts);
  }

  /** Images of the one class that were taken for the other. */
  public long count(int actual, int predicted) {
    return counts[actual][predicted];
  }

  /** Images of a class. */
  public long images(int actual) {
    return Arrays.stream(counts[actual]).sum();
  }

  /** Images classified correctly. */
  public long correct() {
    return IntStream.range(0, classes()).mapToLong(i -> counts[i][i]).sum();
  }

  /** All images. */
  public long total() {
    return IntStream.range(0, classes()).mapToLong(this::images).sum();
  }

  /** Percent of all images classified correctly; NaN if there are none. */
  public double accuracy() {
    return 100.0 * correct() / total();
  }

  /** Percent of a class's images classified correctly; NaN if there are none. */
  public double accuracy(int actual) {
    return 100.0 * counts[actual][actual] / images(actual);
  }

  /** The wrong predictions of a class, the most frequent first. */
  List<Confusion> confusions(int actual) {
    return IntStream.range(0, classes())
        .filter(predicted -> predicted != actual && counts[actual][predicted] > 0)
        .mapToObj(predicted -> new Confusion(actual, predicted, counts[actual][predicted]))
        .sorted(Comparator.comparingLong(Confusion::images).reversed())
        .toList();
  }

  /** All pairs of actual and predicted class that differ, the most frequent first. */
  List<Confusion> confusions() {
    return IntStream.range(0, classes())
        .boxed()
        .flatMap(actual -> confusions(actual).stream())
        .sorted(Comparator.comparingLong(Confusion::images).reversed())
        .toList();
  }

  /**
   * A table for a terminal, lines ended by {@code \n}: the whole matrix where it fits 100 columns,
   * else one line per class with what it was taken for most.
   */
  public String toText() {
    return ConfusionText.of(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix that
        && classNames.equals(that.classNames)
        && Arrays.deepEquals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * classNames.hashCode() + Arrays.deepHashCode(counts);
  }

  private static long[][] copy(long[][] counts) {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }
}
