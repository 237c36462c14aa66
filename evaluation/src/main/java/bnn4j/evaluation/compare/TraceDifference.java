package bnn4j.evaluation.compare;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.LayerTrace;
import bnn4j.overlay.engine.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The first value of an image that differs between two traces: layer by layer, accumulators before
 * activations.
 *
 * @param image which image
 * @param at where in the network
 * @param sides what either has there, two of them
 * @param reachesResult whether the last layer's values part, too
 */
public record TraceDifference(int image, NeuronPosition at, List<Side> sides, boolean reachesResult)
    implements Difference {
  /**
   * One of the two.
   *
   * @param name what it is called, for hardware with the cycle
   * @param accumulator before the thresholds; after a pool the largest of the square
   * @param activation after them; empty for scores
   * @param thresholds of the neuron; empty if unknown or none
   */
  public record Side(
      String name, int accumulator, Optional<Integer> activation, List<Integer> thresholds) {
    /** Copies the list. */
    public Side {
      thresholds = List.copyOf(thresholds);
    }

    private String text() {
      return "%s: accumulator %d%s%s"
          .formatted(
              name,
              accumulator,
              thresholds.stream()
                  .map(t -> ", threshold %d (margin %+d)".formatted(t, accumulator - t))
                  .collect(Collectors.joining()),
              activation.map(a -> ", activation " + a).orElse(""));
    }
  }

  /** Copies the list. */
  public TraceDifference {
    sides = List.copyOf(sides);
  }

  /**
   * Compares two traces of the same image.
   *
   * @param overlay whose traces they are
   * @return empty if all that both hold is the same
   * @throws Refusal if they are traces of another network, or of different pictures
   */
  public static Optional<TraceDifference> first(
      Overlay overlay, int image, TraceSource a, TraceSource b) {
    Trace first = a.trace(image);
    Trace second = b.trace(image);
    TraceLengths.check(overlay, a.name(), image, first);
    TraceLengths.check(overlay, b.name(), image, second);
    if (differs(first.input(), second.input())) {
      throw new Refusal(
          "image %d: %s and %s have different input images; value %d of the input is %d and %d"
              .formatted(
                  image,
                  a.name(),
                  b.name(),
                  Arrays.mismatch(first.input(), second.input()),
                  first.input()[Arrays.mismatch(first.input(), second.input())],
                  second.input()[Arrays.mismatch(first.input(), second.input())]));
    }
    for (MatrixLayer layer : overlay.layers()) {
      LayerTrace one = first.layers().get(layer.index());
      LayerTrace other = second.layers().get(layer.index());
      int index = mismatch(one, other);
      if (index >= 0) {
        return Optional.of(
            new TraceDifference(
                image,
                NeuronPosition.of(layer, index, false),
                List.of(side(a, image, layer, one, index), side(b, image, layer, other, index)),
                resultsDiffer(first, second)));
      }
    }
    return Optional.empty();
  }

  private static boolean resultsDiffer(Trace first, Trace second) {
    LayerTrace one = first.layers().get(first.layers().size() - 1);
    LayerTrace other = second.layers().get(second.layers().size() - 1);
    return one.activations().length == 0
        ? !Arrays.equals(one.accumulators(), other.accumulators())
        : !Arrays.equals(one.activations(), other.activations());
  }

  /** Accumulators and activations; a pool's result follows from them. */
  private static int mismatch(LayerTrace one, LayerTrace other) {
    int accumulators = Arrays.mismatch(one.accumulators(), other.accumulators());
    return accumulators < 0 && differs(one.activations(), other.activations())
        ? Arrays.mismatch(one.activations(), other.activations())
        : accumulators;
  }

  /** Not every trace holds everything. */
  private static boolean differs(byte[] one, byte[] other) {
    return one.length > 0 && other.length > 0 && !Arrays.equals(one, other);
  }

  private static Side side(
      TraceSource source, int image, MatrixLayer layer, LayerTrace trace, int index) {
    boolean decided = index < trace.activations().length;
    OptionalInt cycle = source.cycle(image, layer.index(), index);
    return new Side(
        cycle.isPresent()
            ? "%s, cycle %d".formatted(source.name(), cycle.getAsInt())
            : source.name(),
        trace.accumulators()[index],
        decided ? Optional.of((int) trace.activations()[index]) : Optional.empty(),
        IntStream.of(source.thresholds(layer.index(), index % layer.rows())).boxed().toList());
  }

  @Override
  public String details() {
    return sides.stream().map(side -> "  " + side.text() + "\n").collect(Collectors.joining());
  }
}
