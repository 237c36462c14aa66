package bnn4j.network.npz;

import bnn4j.foundation.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How numpy keeps a number: its {@code descr}, such as {@code <f4}. Floats of 16, 32 and 64 bits,
 * signed and unsigned whole numbers and truth values, in either byte order; numpy hands all of them
 * to the original generator, which takes any.
 *
 * @param kind {@code f}, {@code i}, {@code u} or {@code b}
 * @param size in bytes
 * @param order of the bytes
 */
record NumberType(char kind, int size, ByteOrder order) {
  private static final Pattern DESCR =
      Pattern.compile("([<>=|])(?:(f)([248])|([iu])([1248])|(b)1)");

  /**
   * The type of that name.
   *
   * @throws Refusal if it is no type of numbers that is read
   */
  static NumberType of(String descr) {
    Matcher matcher = DESCR.matcher(descr);
    if (!matcher.matches()) {
      throw new Refusal(
          "expected descr of floats or whole numbers, such as '<f4', '<f8' or '|i1', found '%s'"
              .formatted(descr));
    }
    ByteOrder order = matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    if (matcher.group(2) != null) {
      return new NumberType('f', Integer.parseInt(matcher.group(3)), order);
    }
    return matcher.group(4) == null
        ? new NumberType('b', 1, order)
        : new NumberType(matcher.group(4).charAt(0), Integer.parseInt(matcher.group(5)), order);
  }

  /**
   * The next number, rounded to the nearest 32-bit float.
   *
   * @param bytes in this type's order
   * @throws Refusal if it is finite and no 32-bit float is near
   */
  float next(ByteBuffer bytes) {
    return switch (kind) {
      case 'f' -> nextFloat(bytes);
      case 'i' ->
          switch (size) {
            case 1 -> bytes.get();
            case 2 -> bytes.getShort();
            case 4 -> bytes.getInt();
            default -> bytes.getLong();
          };
      case 'u' ->
          switch (size) {
            case 1 -> bytes.get() & 0xff;
            case 2 -> bytes.getShort() & 0xffff;
            case 4 -> bytes.getInt() & 0xffffffffL;
            default -> unsigned(bytes.getLong());
          };
      default -> bytes.get() == 0 ? 0 : 1;
    };
  }

  private float nextFloat(ByteBuffer bytes) {
    return switch (size) {
      case 2 -> half(bytes.getShort());
      case 4 -> bytes.getFloat();
      default -> {
        double number = bytes.getDouble();
        if (Double.isFinite(number) && Float.isInfinite((float) number)) {
          throw new Refusal("expected numbers within 32-bit floats, found " + number);
        }
        yield (float) number;
      }
    };
  }

  private static float unsigned(long bits) {
    // Halved so that the sign is free; the lowest bit stays in for the rounding.
    return bits >= 0 ? (float) bits : 2 * (float) ((bits >>> 1) | (bits & 1));
  }

  /** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
  private static float half(short bits) {
    int exponent = (bits >> 10) & 31;
    int fraction = bits & 1023;
    float size =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (1024 + fraction), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
