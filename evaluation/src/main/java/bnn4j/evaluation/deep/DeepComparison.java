package bnn4j.evaluation.deep;

import bnn4j.foundation.Refusal;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.offload.deep.DeepTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * The result of comparing two computations of a deep network image by image.
 *
 * @param images how many were compared
 * @param values how many activations and scores of each were compared
 * @param differences the first of each image that parts somewhere, in the order of the images
 */
public record DeepComparison(int images, long values, List<Difference> differences) {
  /** Copies the list. */
  public DeepComparison {
    differences = List.copyOf(differences);
  }

  /**
   * The first value in which an image parts.
   *
   * @param layer from 0
   * @param where in the layer, in words
   * @param first what the first computation gives
   * @param second what the second one gives
   * @param reachesResult whether scores part, too
   */
  public record Difference(
      int image, int layer, String where, int first, int second, boolean reachesResult) {
    private String text(String a, String b) {
      return "image %d, layer %d, %s: %d in %s, %d in %s%s"
          .formatted(
              image,
              layer,
              where,
              first,
              a,
              second,
              b,
              reachesResult ? "; the scores also differ" : "; the scores are equal");
    }
  }

  /**
   * Compares.
   *
   * @param network of both
   * @param progress is told the number of images done
   * @throws Refusal if there are no images
   */
  public static DeepComparison of(
      Network network, DeepSource a, DeepSource b, int images, IntConsumer progress) {
    if (images == 0) {
      throw new Refusal("there are no images to compare");
    }
    long values = 0;
    List<Difference> differences = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      DeepTrace one = a.trace(image);
      DeepTrace other = b.trace(image);
      values += one.sums().length;
      for (byte[] activations : one.activations()) {
        values += activations.length;
      }
      first(network, image, one, other).ifPresent(differences::add);
      progress.accept(image + 1);
    }
    return new DeepComparison(images, values, differences);
  }

  private static Optional<Difference> first(
      Network network, int image, DeepTrace one, DeepTrace other) {
    int scores = differing(one.sums(), other.sums());
    for (int layer = 0; layer < one.activations().size(); layer++) {
      byte[] values = one.activations().get(layer);
      byte[] others = other.activations().get(layer);
      int at = differing(values, others);
      if (at >= 0) {
        String where = where(network.layers().get(layer), at);
        return Optional.of(
            new Difference(image, layer, where, values[at], others[at], scores >= 0));
      }
    }
    return scores < 0
        ? Optional.empty()
        : Optional.of(
            new Difference(
                image,
                one.activations().size(),
                "class %d".formatted(scores),
                one.sums()[scores],
                other.sums()[scores],
                true));
  }

  private static String where(Layer layer, int at) {
    if (layer.isDense()) {
      return "neuron %d".formatted(at);
    }
    int channels = layer.neurons();
    int side = layer.shape().dimension();
    return "row %d, column %d, channel %d"
        .formatted(at / channels / side, at / channels % side, at % channels);
  }

  private static int differing(byte[] one, byte[] other) {
    return Arrays.mismatch(one, other);
  }

  private static int differing(int[] one, int[] other) {
    return Arrays.mismatch(one, other);
  }

  /**
   * The result in words, one or two lines.
   *
   * @param a what the first computation is called
   * @param b what the second one is called
   */
  public String text(String a, String b) {
    if (differences.isEmpty()) {
      return "%d images compared: the same in every layer, %d activations and scores%n"
          .formatted(images, values);
    }
    Difference first =
        differences.stream().min(Comparator.comparingInt(Difference::layer)).orElseThrow();
    return "%d images compared: %d differ, %d of them in their scores%nfirst difference: %s%n"
        .formatted(
            images,
            differences.size(),
            differences.stream().filter(Difference::reachesResult).count(),
            first.text(a, b));
  }

  /** Each image that parts, a line each. */
  public String eachText(String a, String b) {
    return differences.stream()
        .map(difference -> difference.text(a, b) + System.lineSeparator())
        .collect(Collectors.joining());
  }
}
