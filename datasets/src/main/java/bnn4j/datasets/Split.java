package bnn4j.datasets;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Images divided into those to learn from and those to choose the best epoch by: disjoint, together
 * complete, each in the order of the source.
 *
 * @param training the images to learn from
 * @param validation the images held back
 */
public record Split(LabeledImages training, LabeledImages validation) {

  /**
   * Holds back {@code validationImages} images, every class in proportion (largest remainder).
   * Which of a class are held back follows from the seed alone, on every JVM: a Fisher-Yates
   * shuffle driven by {@link Random}, whose sequence its specification fixes.
   *
   * @throws DatasetRefusal if that leaves no image to train on, or is negative
   */
  public static Split of(LabeledImages all, int validationImages, long seed) {
    if (validationImages < 0 || validationImages >= all.size()) {
      throw new DatasetRefusal(
          "cannot hold back %d of %d training images for validation; choose 0..%d"
              .formatted(validationImages, all.size(), all.size() - 1));
    }
    int[] left = quotas(all.countsPerClass(), all.size(), validationImages);
    boolean[] held = new boolean[all.size()];
    for (int image : shuffled(all.size(), seed)) {
      held[image] = left[all.label(image)]-- > 0;
    }
    return new Split(
        all.subset(IntStream.range(0, all.size()).filter(i -> !held[i]).toArray()),
        all.subset(IntStream.range(0, all.size()).filter(i -> held[i]).toArray()));
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
