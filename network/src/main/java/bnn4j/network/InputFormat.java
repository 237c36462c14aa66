package bnn4j.network;

import bnn4j.foundation.Refusal;
import java.util.Optional;

/**
 * The input format of a network (formats.md 5).
 *
 * @param channels 1 for gray, 3 for colour
 * @param dimension rows and columns
 * @param bits 1: a pixel is -1 or +1; 8: a channel value is -128/128 .. 127/128
 */
public record InputFormat(int channels, int dimension, int bits) {
  /**
   * Checks the ranges.
   *
   * @throws Refusal naming the value that is out of its range
   */
  public InputFormat {
    try {
      new Shape(channels, dimension);
    } catch (Refusal e) {
      throw new Refusal("input: " + e.getMessage(), e);
    }
    if (bits != 1 && bits != 8) {
      throw new Refusal("input: %d bits per value, expected 1 or 8".formatted(bits));
    }
  }

  /** The picture as a map. */
  public Shape shape() {
    return new Shape(channels, dimension);
  }

  /** Values per picture. */
  public int values() {
    return channels * dimension * dimension;
  }

  /** Whether a pixel is a bit. */
  public boolean isBinary() {
    return bits == 1;
  }

  /** What a bit is to a layer; empty for 8-bit values, which are no activations. */
  Optional<DataType> dataType() {
    return isBinary() ? Optional.of(DataType.BINARY) : Optional.empty();
  }
}
