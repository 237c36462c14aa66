package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.exact.Steps;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What a graph makes of each of the 256 values of a pixel, if pictures are given to it in one way.
 *
 * @param name of that way
 * @param tables for each channel, or one for all, what it has made of each value so far
 */
record PixelReading(String name, BigFraction[][] tables) {
  private static final int VALUES = 256;

  /** More than any picture has. */
  private static final int MOST_CHANNELS = 1024;

  /** Pixels as they are, 0 to 255. */
  static PixelReading bytes() {
    return new PixelReading("0 to 255", table(1));
  }

  /** Pixels from 0 to 1. */
  static PixelReading fractions() {
    return new PixelReading("0 to 1", table(255));
  }

  private static BigFraction[][] table(int one) {
    BigFraction[] table = new BigFraction[VALUES];
    Arrays.setAll(table, pixel -> BigFraction.of(pixel, one));
    return new BigFraction[][] {table};
  }

  /**
   * One table for each channel.
   *
   * @throws Refusal if there are more than pictures have
   */
  PixelReading spread(int channels) {
    if (tables.length == channels) {
      return this;
    }
    if (channels > MOST_CHANNELS) {
      throw new Refusal(
          "treats %d values of an image differently; the host treats all values alike"
              .formatted(channels));
    }
    BigFraction[][] all = new BigFraction[channels][];
    Arrays.fill(all, tables[0]);
    return new PixelReading(name, all);
  }

  /** The same done to all values. */
  PixelReading map(UnaryOperator<BigFraction> step) {
    BigFraction[][] mapped = new BigFraction[tables.length][];
    Arrays.setAll(mapped, c -> Arrays.stream(tables[c]).map(step).toArray(BigFraction[]::new));
    return new PixelReading(name, mapped);
  }

  /** Something else done to the values of each channel. */
  PixelReading map(int channel, UnaryOperator<BigFraction> step) {
    BigFraction[][] mapped = tables.clone();
    mapped[channel] = Arrays.stream(tables[channel]).map(step).toArray(BigFraction[]::new);
    return new PixelReading(name, mapped);
  }

  /** Quantized. */
  PixelReading quantized(Steps steps) {
    return map(steps::of);
  }

  /** How many different values there are. */
  int levels() {
    Set<BigFraction> found = new HashSet<>();
    for (BigFraction[] table : tables) {
      found.addAll(Arrays.asList(table));
    }
    return found.size();
  }

  /** Bits that the values need: 1 or 2, else 8. */
  int bits() {
    int levels = levels();
    return levels <= 2 ? 1 : levels <= 4 ? 2 : 8;
  }

  /**
   * How the accelerator's own values become these: {@code centre + half * value}.
   *
   * @return centre and half; empty if there is no such rule, see {@link #firstOther}
   */
  Optional<BigFraction[]> rule() {
    int bits = bits();
    BigFraction span = BigFraction.of(code(VALUES - 1, bits) - code(0, bits));
    BigFraction half = tables[0][VALUES - 1].subtract(tables[0][0]).divide(span);
    BigFraction centre = tables[0][0].subtract(half.multiply(code(0, bits)));
    if (half.signum() == 0 || firstOther(centre, half) >= 0) {
      return Optional.empty();
    }
    return Optional.of(new BigFraction[] {centre, half});
  }

  /** The first pixel that is another value than the accelerator's; -1 if there is none. */
  private int firstOther(BigFraction centre, BigFraction half) {
    int bits = bits();
    for (BigFraction[] table : tables) {
      for (int pixel = 0; pixel < VALUES; pixel++) {
        BigFraction own = centre.add(half.multiply(code(pixel, bits)));
        if (!own.equals(table[pixel])) {
          return pixel;
        }
      }
    }
    return -1;
  }

  /** In words where this is not the accelerator's table. */
  String complaint() {
    int bits = bits();
    if (bits == 1) {
      int rise = 1;
      while (rise < VALUES && tables[0][rise].equals(tables[0][0])) {
        rise++;
      }
      return "pixel %d is the first to become another value, expected 128".formatted(rise);
    }
    BigFraction span = BigFraction.of(code(VALUES - 1, bits) - code(0, bits));
    BigFraction half = tables[0][VALUES - 1].subtract(tables[0][0]).divide(span);
    BigFraction centre = tables[0][0].subtract(half.multiply(code(0, bits)));
    int pixel = Math.max(0, firstOther(centre, half));
    return "pixel %d becomes %s, expected %s"
        .formatted(
            pixel,
            tables[0][pixel].doubleValue(),
            centre.add(half.multiply(code(pixel, bits))).doubleValue());
  }

  /** What the host packs (formats.md 5.1 and 5.2). */
  private static int code(int pixel, int bits) {
    if (bits == 1) {
      return pixel >= 128 ? 1 : -1;
    }
    return pixel <= 127 ? pixel - 128 : Math.min(pixel - 127, 127);
  }
}
