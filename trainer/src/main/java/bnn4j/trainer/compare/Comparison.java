package bnn4j.trainer.compare;

import bnn4j.finnthesizer.FloatEvaluation;
import bnn4j.finnthesizer.OverlayFit;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Refusal;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What came of comparing two computations image by image.
 *
 * @param images how many were compared
 * @param first the difference in the lowest layer, of these the one of the first image; empty if
 *     everything is the same
 * @param imagesByLayer how many images part in each layer
 */
public record Comparison(
    int images, Optional<Difference> first, SortedMap<Integer, Integer> imagesByLayer) {
  /**
   * Compares traces with traces, of the images that both have.
   *
   * @param progress is told the number of images done
   * @throws Refusal if they have no image in common, or are not traces of the overlay
   */
  public static Comparison of(Overlay overlay, TraceSource a, TraceSource b, IntConsumer progress) {
    SortedSet<Integer> common = new TreeSet<>(a.images());
    common.retainAll(b.images());
    if (common.isEmpty()) {
      throw new Refusal(
          "%s has images %s, %s has %s; none of them is the same"
              .formatted(a.name(), range(a.images()), b.name(), range(b.images())));
    }
    return over(common, image -> TraceDifference.first(overlay, image, a, b), progress);
  }

  /**
   * Compares a float model with traces.
   *
   * @param input packed images, of which the traces are
   * @param progress is told the number of images done
   * @throws Refusal if the model is not for the overlay, or a trace is of another image than there
   *     are
   */
  public static Comparison of(
      Overlay overlay,
      FloatEvaluation model,
      long[] input,
      TraceSource traces,
      IntConsumer progress) {
    OverlayFit.check(model.network(), overlay);
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
                model.network(),
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
    SortedMap<Integer, Integer> byLayer = new TreeMap<>();
    Difference first = null;
    int done = 0;
    for (int image : images) {
      Difference found = compare.apply(image).orElse(null);
      if (found != null) {
        byLayer.merge(found.at().layer(), 1, Integer::sum);
        first = first == null || found.at().layer() < first.at().layer() ? found : first;
      }
      progress.accept(++done);
    }
    return new Comparison(images.size(), Optional.ofNullable(first), byLayer);
  }

  private static String range(SortedSet<Integer> images) {
    return "%d to %d".formatted(images.first(), images.last());
  }

  /** Images that part somewhere. */
  public int differing() {
    return imagesByLayer.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The result in words, several lines. */
  public String text() {
    if (first.isEmpty()) {
      return "%d images compared: the same in every layer%n".formatted(images);
    }
    String layers =
        imagesByLayer.entrySet().stream()
            .sorted(Comparator.comparing(Map.Entry::getKey))
            .map(e -> "layer %d: %d".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    return "%d images compared: %d differ; images that part in %s%nfirst difference: %s, image %d%n%s"
        .formatted(
            images,
            differing(),
            layers,
            first.get().at(),
            first.get().image(),
            first.get().details());
  }
}
