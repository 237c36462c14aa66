package bnn4j.overlay;

import bnn4j.foundation.Refusal;
import bnn4j.network.Network;
import bnn4j.network.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The five overlays that BNN-PYNQ publishes (tables of formats.md 2). */
public final class Overlays {
  // SIMD and PE as the tables print them, and the words that wait before each layer, which
  // "hardware fifos" finds.
  private static final List<Folding> LFC_FOLDING =
      foldings(64, 32, 10, 32, 64, 29, 64, 32, 15, 8, 16, 96);
  private static final List<Folding> CNV_FOLDING =
      foldings(
          3, 16, 56, 32, 32, 1, 32, 16, 10, 32, 16, 124, 32, 4, 12, 32, 1, 1, 4, 1, 63, 8, 1, 63, 1,
          4, 120);
  private static final List<Folding> CNV_W2A2_FOLDING =
      foldings(
          3, 8, 2, 16, 16, 372, 16, 8, 20, 16, 8, 296, 8, 4, 80, 8, 1, 1, 2, 1, 41, 2, 2, 61, 1, 4,
          1);

  private static final List<Overlay> PUBLISHED =
      List.of(
          new Overlay("lfcW1A1", Networks.named("lfcW1A1"), LFC_FOLDING),
          new Overlay("lfcW1A2", Networks.named("lfcW1A2"), LFC_FOLDING),
          new Overlay("cnvW1A1", Networks.named("cnvW1A1"), CNV_FOLDING),
          new Overlay("cnvW1A2", Networks.named("cnvW1A2"), CNV_FOLDING),
          new Overlay("cnvW2A2", Networks.named("cnvW2A2"), CNV_W2A2_FOLDING));

  private Overlays() {}

  /** All five, in the order of formats.md. */
  public static List<Overlay> published() {
    return PUBLISHED;
  }

  /**
   * The overlay of that name; {@code lfc} and {@code cnv} are short for the W1A1 ones.
   *
   * @throws Refusal listing the names, if there is none
   */
  public static Overlay named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new Refusal(
                    "overlay '%s' is unknown%s; known names: %s (lfc and cnv are short for W1A1)"
                        .formatted(
                            name,
                            inAnotherCase(name)
                                .map(known -> ", did you mean '" + known + "'?")
                                .orElse(""),
                            names())));
  }

  /** The published overlays that run a network, whatever its number of classes. */
  public static List<Overlay> running(Network network) {
    return published().stream()
        .filter(overlay -> overlay.network().withOutputs(1).equals(network.withOutputs(1)))
        .toList();
  }

  /** The overlay of that name, if it is a published one. */
  public static Optional<Overlay> find(String name) {
    String full = name.equals("lfc") || name.equals("cnv") ? name + "W1A1" : name;
    return PUBLISHED.stream().filter(o -> o.name().equals(full)).findFirst();
  }

  private static Optional<String> inAnotherCase(String name) {
    List<String> known = new ArrayList<>(PUBLISHED.stream().map(Overlay::name).toList());
    known.addAll(List.of("lfc", "cnv"));
    return known.stream().filter(name::equalsIgnoreCase).findFirst();
  }

  private static String names() {
    return PUBLISHED.stream().map(Overlay::name).collect(Collectors.joining(", "));
  }

  /** SIMD, PE and words that wait of each layer in turn. */
  private static List<Folding> foldings(int... simdPeFifo) {
    return IntStream.range(0, simdPeFifo.length / 3)
        .map(i -> 3 * i)
        .mapToObj(i -> new Folding(simdPeFifo[i], simdPeFifo[i + 1], simdPeFifo[i + 2]))
        .toList();
  }
}
