package bnn4j.evaluation.pictures;

import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * An image and its predicted classes.
 *
 * @param index among all pictures, from 0
 * @param file its name
 * @param actual its class, if known
 * @param answers all of them, the host's choice first
 */
public record InferredPicture(int index, String file, OptionalInt actual, List<Answer> answers) {
  /**
   * Images with the outputs of an overlay.
   *
   * @param outputs words, {@code outputWords} of the overlay for each picture
   */
  public static List<InferredPicture> of(
      List<InputImages.Input> inputs, ParameterSet set, Decode decode, long[] outputs) {
    int words = set.overlay().outputWords();
    return each(inputs, i -> Answer.ranked(set, decode, outputs, i * words));
  }

  /**
   * Images with the scores of a network.
   *
   * @param scores one for each picture and class
   */
  public static List<InferredPicture> of(
      List<InputImages.Input> inputs, List<String> classNames, int[] scores) {
    return each(inputs, i -> Answer.ranked(classNames, scores, i * classNames.size()));
  }

  private static List<InferredPicture> each(
      List<InputImages.Input> inputs, IntFunction<List<Answer>> answers) {
    return IntStream.range(0, inputs.size())
        .mapToObj(
            i ->
                new InferredPicture(
                    i, inputs.get(i).name(), inputs.get(i).actual(), answers.apply(i)))
        .toList();
  }

  /** The class that the host decodes. */
  public Answer first() {
    return answers.get(0);
  }

  /** Whether the decoded class is the actual class; false if the actual class is unknown. */
  public boolean isRight() {
    return actual.isPresent() && actual.getAsInt() == first().index();
  }
}
