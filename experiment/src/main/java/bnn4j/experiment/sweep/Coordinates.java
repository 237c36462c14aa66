package bnn4j.experiment.sweep;

import java.util.List;
import java.util.TreeSet;

/**
 * Where the values of one key stand on an axis of length 1.
 *
 * @param name of the axis
 * @param places of the values in the order of the trials, 0 to 1
 * @param marks to be labelled
 */
record Coordinates(String name, double[] places, List<Mark> marks) {
  /** A label at a place. */
  record Mark(double place, String text) {}

  /** Largest over smallest value from which an axis is logarithmic. */
  private static final double LOGARITHMIC_FROM = 20;

  /** Values up to which each gets a label. */
  private static final int FEW = 8;

  /** An axis for the values of a key, as they were written. */
  static Coordinates of(String name, List<String> values) {
    double[] numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      try {
        numbers[i] = Double.parseDouble(values.get(i));
      } catch (NumberFormatException e) {
        return ofWords(name, values);
      }
    }
    return ofNumbers(name, numbers, values);
  }

  /** Words stand in the order in which they come, as far apart as they can. */
  private static Coordinates ofWords(String name, List<String> values) {
    List<String> distinct = values.stream().distinct().toList();
    double[] places =
        values.stream().mapToDouble(v -> at(distinct.indexOf(v), distinct.size())).toArray();
    List<Mark> marks =
        distinct.stream()
            .map(word -> new Mark(at(distinct.indexOf(word), distinct.size()), word))
            .toList();
    return new Coordinates(name, places, marks);
  }

  private static double at(int index, int count) {
    return count == 1 ? 0.5 : index / (count - 1.0);
  }

  private static Coordinates ofNumbers(String name, double[] numbers, List<String> values) {
    TreeSet<Double> sorted = new TreeSet<>();
    for (double number : numbers) {
      sorted.add(number);
    }
    double least = sorted.first();
    double most = sorted.last();
    boolean log = least > 0 && most / least >= LOGARITHMIC_FROM;
    double[] places = new double[numbers.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(numbers[i], least, most, log);
    }
    List<Mark> marks =
        (sorted.size() <= FEW ? sorted.stream() : List.of(least, most).stream())
            .map(number -> new Mark(place(number, least, most, log), text(number, numbers, values)))
            .toList();
    return new Coordinates(name, places, marks);
  }

  private static double place(double number, double least, double most, boolean log) {
    if (least == most) {
      return 0.5;
    }
    return log
        ? Math.log(number / least) / Math.log(most / least)
        : (number - least) / (most - least);
  }

  /** As it was written. */
  private static String text(double number, double[] numbers, List<String> values) {
    int i = 0;
    while (numbers[i] != number) {
      i++;
    }
    return values.get(i);
  }
}
