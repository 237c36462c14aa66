package bnn4j.datasets.rendered;

import java.util.Arrays;
import java.util.List;

/** Handwritten forms of the ten digits: several variants per digit, each with some strokes. */
final class DigitShapes {
  private static final List<List<Stroke[]>> WAYS =
      List.of(
          ways(
              "3,0 0.9,1.6 0.2,5 0.9,8.4 3,10 5.1,8.4 5.8,5 5.1,1.6 3,0",
              "4.4,0.7 2.6,0 0.7,2 0.2,5.5 1.2,9 3,10 5,8.6 5.8,5 4.8,1.2 3,0.3 2,1.2"),
          ways("3,0! 3,10!", "1.4,2.2! 3.2,0! 3.2,10!", "1.4,2! 3.2,0! 3.2,10! | 1,10! 5.4,10!"),
          ways(
              "0.6,2.4 1.4,0.6 3.2,0 5,0.8 5.3,2.8 4,5.4 0.5,10! 5.8,10!",
              "0.8,2 2.4,0.1 4.6,0.6 5,3 3.4,6.4 1.2,9.2 0.4,9 1.2,8 3,8.8 4.6,9.8 5.9,9.2"),
          ways(
              "0.7,1.2 2.6,0 4.8,0.7 5.1,2.8 3.9,4.4 2.2,4.8! 4.4,5.3 5.6,7.2 4.6,9.4 2.4,10 0.5,8.8",
              "0.8,0! 5.2,0! 2.6,4! 4.8,5 5.6,7.2 4.4,9.6 2,10 0.4,8.8"),
          ways(
              "1.4,0! 0.4,5.8! 5.8,5.8! | 4.4,1.5! 4.2,10!",
              "4.2,10! 4.2,0! 0.3,6.8! 5.9,6.8!",
              "1.2,0.3 0.8,3.6 1.6,5.2 4.4,4.8 | 4.9,0! 4.2,10!"),
          ways(
              "5.2,0! 1.2,0! 0.9,4.4! 3,3.7 5.2,5 5.4,7.6 3.8,9.8 1.8,10 0.4,9",
              "1.4,0.2! 1,4.4! 3.4,4.2 5.3,6.2 4.8,9 2.6,10 0.5,9.2 | 1.3,0.2! 5.4,0!"),
          ways(
              "4.9,0.4 2.6,1.4 0.8,4.4 0.5,7.4 1.8,9.8 3.8,10 5.4,8.2 5,6 3.2,5.2 1.4,6 0.6,7.6",
              "4.2,0 1.4,4 0.5,7.4 1.6,9.6 3.6,10 5.2,8.6 4.8,6.6 3,6 1.2,7"),
          ways(
              "0.5,0! 5.6,0! 2.2,10!",
              "0.5,0.2! 5.6,0! 2.2,10! | 1.6,5! 5,4.8!",
              "0.6,1.2! 0.8,0! 5.4,0.2! 3.4,5 2.8,10"),
          ways(
              "5,1.4 3,0 1,1.4 1.4,3.6 3,4.8 4.9,6.4 5.2,8.6 3,10 0.8,8.6 1.1,6.4 3,4.8 4.6,3.4 5,1.4",
              "3,0 1.2,1 1.2,3.4 3,4.6 4.8,3.4 4.8,1 3,0"
                  + " | 3,4.6 0.6,6.2 0.6,8.8 3,10 5.4,8.8 5.4,6.2 3,4.6"),
          ways(
              "5.2,2.6 4.4,0.4 2.4,0 0.8,1.8 1,4.2 2.8,5.2 4.6,4.4 5.3,2.4 5.2,6 4.4,10",
              "5.2,2.6 4.2,0.3 2.2,0.1 0.7,2 1.2,4.4 3,5 4.8,3.8 5.3,2 5.5,6 4,9.4 1.2,9.8"));

  private DigitShapes() {}

  /** The ways to write a digit, each some strokes. */
  static List<Stroke[]> of(int digit) {
    return WAYS.get(digit);
  }

  /** The greatest number of points of a stroke of any digit. */
  static int mostPoints() {
    return WAYS.stream().flatMap(List::stream).mapToInt(Stroke::mostPoints).max().orElseThrow();
  }

  private static List<Stroke[]> ways(String... texts) {
    return Arrays.stream(texts).map(DigitShapes::strokes).toList();
  }

  private static Stroke[] strokes(String text) {
    return Arrays.stream(text.split("\\|", -1)).map(Stroke::parse).toArray(Stroke[]::new);
  }
}
