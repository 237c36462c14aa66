package bnn4j.datasets;

import bnn4j.foundation.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Images divided into training and validation images: disjoint, together complete, each in the
 * order of the source.
 *
 * @param training the images to learn from
 * @param validation the images held back
 */
public record Split(LabeledImages training, LabeledImages validation) {

  /**
   * The images of a dataset. Where it has validation images of its own, these are they, whatever
   * number is asked for; else they are held back as {@link #of(LabeledImages, int, long)} does.
   */
  public static Split of(Dataset dataset, int validationImages, long seed) {
    LabeledImages training = dataset.training();
    return dataset
        .validation()
        .map(validation -> new Split(training, validation))
        .orElseGet(() -> of(training, validationImages, seed));
  }

  /**
   * Holds back {@code validationImages} images, every class in proportion (largest remainder). If
   * the images form groups, whole groups are held back, and as many images as come closest. Which
   * of a class are held back follows from the seed alone, on every JVM: a Fisher-Yates shuffle
   * driven by {@link Random}, whose sequence its specification fixes.
   *
   * @throws Refusal if that leaves no image to train on, or is negative
   */
  public static Split of(LabeledImages all, int validationImages, long seed) {
    if (validationImages < 0 || validationImages >= all.size()) {
      throw new Refusal(
          "cannot hold back %d of %d training images for validation; choose 0..%d"
              .formatted(validationImages, all.size(), all.size() - 1));
    }
    int[] left = quotas(all.countsPerClass(), all.size(), validationImages);
    boolean[] held = new boolean[all.size()];
    if (all.isGrouped()) {
      holdGroups(all, left, seed, held);
    } else {
      for (int image : shuffled(all.size(), seed)) {
        held[image] = left[all.label(image)]-- > 0;
      }
    }
    return new Split(
        all.subset(IntStream.range(0, all.size()).filter(i -> !held[i]).toArray()),
        all.subset(IntStream.range(0, all.size()).filter(i -> held[i]).toArray()));
  }

  /** A group counts for the class of its first image, and is held back if half of it is wanted. */
  private static void holdGroups(LabeledImages all, int[] left, long seed, boolean[] held) {
    Map<Integer, List<Integer>> groups =
        IntStream.range(0, all.size())
            .boxed()
            .collect(Collectors.groupingBy(all::group, LinkedHashMap::new, Collectors.toList()));
    List<List<Integer>> inOrder = List.copyOf(groups.values());
    for (int group : shuffled(inOrder.size(), seed)) {
      List<Integer> images = inOrder.get(group);
      int label = all.label(images.get(0));
      if (2 * left[label] >= images.size()) {
        left[label] -= images.size();
        images.forEach(image -> held[image] = true);
      }
    }
    if (IntStream.range(0, held.length).allMatch(image -> held[image])) {
      throw new Refusal(
          "holding back whole groups of images leaves no training images; choose a smaller"
              + " validation");
    }
  }

  /** How many images each class gives; the sum is {@code wanted} (largest remainder method). */
  private static int[] quotas(int[] counts, int total, int wanted) {
    int[] quotas =
        Arrays.stream(counts).map(count -> (int) ((long) count * wanted / total)).toArray();
    int missing = wanted - Arrays.stream(quotas).sum();
    IntStream.range(0, counts.length)
        .boxed()
        .sorted(
            (a, b) ->
                Long.compare(
                    remainder(counts[b], wanted, total), remainder(counts[a], wanted, total)))
        .limit(missing)
        .forEach(label -> quotas[label]++);
    return quotas;
  }

  private static long remainder(int count, int wanted, int total) {
    return (long) count * wanted % total;
  }

  private static int[] shuffled(int count, long seed) {
    int[] order = IntStream.range(0, count).toArray();
    Random random = new Random(seed);
    for (int last = count - 1; last > 0; last--) {
      int chosen = random.nextInt(last + 1);
      int kept = order[last];
      order[last] = order[chosen];
      order[chosen] = kept;
    }
    return order;
  }
}
