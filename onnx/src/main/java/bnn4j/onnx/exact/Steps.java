package bnn4j.onnx.exact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A quantizer as a staircase: as its input rises it takes one level after the other.
 *
 * @param bounds where the output goes up a level, ascending
 * @param lowest output below the first bound
 * @param rise what each bound adds to the output; may be negative
 */
public record Steps(List<Bound> bounds, BigFraction lowest, BigFraction rise) {
  /**
   * Where the output changes.
   *
   * @param at the input
   * @param inclusive whether it changes at the bound itself, or above it only
   */
  public record Bound(BigFraction at, boolean inclusive) {
    /** Whether a line has passed this at {@code a}. */
    public boolean passed(Line line, long a) {
      int side = line.compare(a, at);
      return inclusive ? side >= 0 : side > 0;
    }
  }

  /** Sorts the bounds. */
  public Steps {
    bounds = new ArrayList<>(bounds);
    bounds.sort(Comparator.comparing(Bound::at));
    bounds = List.copyOf(bounds);
  }

  /** Bipolar: {@code -scale} below 0, {@code scale} from 0 on. */
  public static Steps bipolar(BigFraction scale) {
    return new Steps(List.of(new Bound(BigFraction.ZERO, true)), scale.negate(), scale.multiply(2));
  }

  /**
   * Whole numbers times a scale, the nearest, of two equally near the even one.
   *
   * @param scale above 0
   */
  public static Steps nearest(BigFraction scale, int least, int most) {
    List<Bound> bounds = new ArrayList<>();
    for (int level = least + 1; level <= most; level++) {
      BigFraction half = BigFraction.of(2L * level - 1, 2);
      bounds.add(new Bound(half.multiply(scale), level % 2 == 0));
    }
    return new Steps(bounds, scale.multiply(least), scale);
  }

  /** How many different outputs. */
  public int levels() {
    return bounds.size() + 1;
  }

  /** The output for an input. */
  public BigFraction of(BigFraction input) {
    return lowest.add(rise.multiply(level(Line.of(input, BigFraction.ZERO), 0)));
  }

  /** How many bounds a line has passed at {@code a}. */
  public int level(Line line, long a) {
    int passed = 0;
    for (Bound bound : bounds) {
      passed += bound.passed(line, a) ? 1 : 0;
    }
    return passed;
  }
}
