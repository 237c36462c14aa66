package bnn4j.evaluation.compare;

import bnn4j.foundation.Refusal;
import bnn4j.network.ReferenceEvaluation;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.OverlayFit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of comparing two computations image by image.
 *
 * @param images how many were compared
 * @param differences the first difference of each image that differs, in the order of the images
 */
public record Comparison(int images, List<Difference> differences) {
  /** Copies the list. */
  public Comparison {
    differences = List.copyOf(differences);
  }

  /**
   * Compares traces with traces, of the images that both have.
   *
   * @param progress is told the number of images done, from any thread
   * @throws Refusal if they have no image in common, or are not traces of the overlay
   */
  public static Comparison of(Overlay overlay, TraceSource a, TraceSource b, IntConsumer progress) {
    SortedSet<Integer> common = new TreeSet<>(a.images());
    common.retainAll(b.images());
    if (common.isEmpty()) {
      throw new Refusal(
          "%s has images %s, %s has %s; they have no image in common"
              .formatted(a.name(), range(a.images()), b.name(), range(b.images())));
    }
    return over(common, image -> TraceDifference.first(overlay, image, a, b), progress);
  }

  /**
   * Compares a float model with traces.
   *
   * @param input packed images, of which the traces are
   * @param progress is told the number of images done, from any thread
   * @throws Refusal if the model is not for the overlay, or a trace is of another image than there
   *     are
   */
  public static Comparison of(
      Overlay overlay,
      ReferenceEvaluation model,
      long[] input,
      TraceSource traces,
      IntConsumer progress) {
    OverlayFit.check(model.trained().network(), overlay);
    int images = input.length / overlay.inputWords();
    if (traces.images().last() >= images) {
      throw new Refusal(
          "%s has image %d, the input has %d images"
              .formatted(traces.name(), traces.images().last(), images));
    }
    return over(
        traces.images(),
        image ->
            Disagreement.first(
                model.trained(),
                model.run(input, image * overlay.inputWords()),
                overlay,
                image,
                traces),
        progress);
  }

  private static Comparison over(
      SortedSet<Integer> images,
      IntFunction<Optional<? extends Difference>> compare,
      IntConsumer progress) {
    AtomicInteger done = new AtomicInteger();
    IntFunction<Stream<Difference>> parting =
        image -> {
          Optional<? extends Difference> found = compare.apply(image);
          progress.accept(done.incrementAndGet());
          return found.<Difference>map(d -> d).stream();
        };
    // What does not go together at all shows in the first, before all cores are busy with the rest.
    List<Difference> first = parting.apply(images.first()).toList();
    Stream<Difference> others =
        images.tailSet(images.first() + 1).parallelStream().flatMap(parting::apply);
    List<Difference> differences = new ArrayList<>(first);
    differences.addAll(others.toList());
    return new Comparison(images.size(), differences);
  }

  private static String range(SortedSet<Integer> images) {
    return "%d to %d".formatted(images.first(), images.last());
  }

  /** The difference in the lowest layer, of these the one of the first image. */
  public Optional<Difference> first() {
    return differences.stream().min(Comparator.comparingInt(d -> d.at().layer()));
  }

  /** The number of images that differ in each layer. */
  public SortedMap<Integer, Integer> imagesByLayer() {
    SortedMap<Integer, Integer> byLayer = new TreeMap<>();
    differences.forEach(d -> byLayer.merge(d.at().layer(), 1, Integer::sum));
    return byLayer;
  }

  /** The number of images whose results differ. */
  public long differingResults() {
    return differences.stream().filter(Difference::reachesResult).count();
  }

  /** The result in words, several lines. */
  public String text() {
    if (differences.isEmpty()) {
      return "%d images compared: the same in every layer%n".formatted(images);
    }
    String layers =
        imagesByLayer().entrySet().stream()
            .map(e -> "layer %d: %d".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    Difference first = first().orElseThrow();
    return ("%d images compared: %d differ, %d of them in their result; images by first"
            + " differing layer: %s%n"
            + "first difference: %s, image %d%n%s")
        .formatted(
            images,
            differences.size(),
            differingResults(),
            layers,
            first.at(),
            first.image(),
            first.details());
  }

  /** Each image that differs, with place and amount, several lines each. */
  public String eachText() {
    return differences.stream()
        .map(
            d ->
                "image %d, %s%s%n%s"
                    .formatted(
                        d.image(),
                        d.at(),
                        d.reachesResult() ? ", different result" : "",
                        d.details()))
        .collect(Collectors.joining());
  }
}
