package bnn4j.foundation.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * One thing that goes wrong with a file.
 *
 * @param kind what
 * @param at where, any number; taken modulo the length
 * @param value with what, any number
 */
public record Edit(Kind kind, int at, int value) {
  private static final int LONGEST = 64;
  private static final int HEADER = 200;

  /** Numbers that lengths and counts break at. */
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    127,
    128,
    255,
    256,
    32_767,
    65_535,
    65_536,
    1 << 24,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xFFFFFFFFL,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  /** Words that parsers of texts break at. */
  private static final String[] WORDS = {
    "null",
    "~",
    "[",
    "]",
    "{",
    "}",
    "[[[[[[[[[[[[[[[[",
    "{a: {a: {a: {a: ",
    "&a",
    "*a",
    "!!java.util.Date",
    "\"",
    "'",
    "\n",
    "\r",
    "\t",
    "\0",
    ":",
    ": ",
    ",",
    "- ",
    "# ",
    "-1",
    "0",
    "1e999",
    "-1e999",
    "NaN",
    "Infinity",
    ".inf",
    "99999999999999999999",
    "2147483647",
    "-2147483648",
    "0x7fffffff",
    "true",
    "../../",
    "/",
    "\\",
    "%s",
    "\u001b[31m",
    "é",
    "\ud83d\ude00",
    "=",
    "|",
    "*"
  };

  /** What can go wrong. */
  public enum Kind {
    /** A bit has flipped. */
    FLIP,
    /** A byte is another. */
    BYTE,
    /** Eight, four or two bytes are a number that breaks things, in either order of bytes. */
    NUMBER,
    /** A word that breaks things stands in between. */
    WORD,
    /** Some bytes are gone. */
    DELETE,
    /** Some bytes are there twice. */
    REPEAT,
    /** Some bytes stand elsewhere, too. */
    COPY,
    /** The rest is gone. */
    CUT
  }

  /** One to a few edits, half of them near the start, where files have their headers. */
  public static Arbitrary<List<Edit>> some() {
    Arbitrary<Integer> anywhere =
        Arbitraries.integers().withDistribution(RandomDistribution.uniform());
    Arbitrary<Integer> near = Arbitraries.integers().between(0, HEADER);
    return Combinators.combine(
            Arbitraries.of(Kind.class), Arbitraries.oneOf(near, anywhere), anywhere)
        .as(Edit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  /** The file with all of the edits. */
  public static byte[] apply(List<Edit> edits, byte[] file) {
    byte[] broken = file;
    for (Edit edit : edits) {
      broken = edit.apply(broken);
    }
    return broken;
  }

  private byte[] apply(byte[] file) {
    if (file.length == 0) {
      return file;
    }
    int from = Math.floorMod(at, file.length);
    int length = Math.min(1 + Math.floorMod(value, LONGEST), file.length - from);
    return switch (kind) {
      case FLIP -> changed(file, from, (byte) (file[from] ^ 1 << Math.floorMod(value, Byte.SIZE)));
      case BYTE -> changed(file, from, (byte) value);
      case NUMBER -> number(file, from);
      case WORD ->
          spliced(
              file,
              from,
              from,
              WORDS[Math.floorMod(value, WORDS.length)].getBytes(StandardCharsets.UTF_8));
      case DELETE -> spliced(file, from, from + length, new byte[0]);
      case REPEAT -> spliced(file, from, from, Arrays.copyOfRange(file, from, from + length));
      case COPY -> {
        int to = Math.floorMod(value, file.length);
        yield spliced(file, to, to, Arrays.copyOfRange(file, from, from + length));
      }
      case CUT -> Arrays.copyOf(file, from);
    };
  }

  private byte[] number(byte[] file, int from) {
    int choice = Math.floorMod(value, NUMBERS.length * 6);
    long number = NUMBERS[choice / 6];
    int width = 2 << choice % 3;
    boolean bigEndian = choice / 3 % 2 == 0;
    byte[] copy = file.clone();
    for (int i = 0; i < width && from + i < copy.length; i++) {
      int shift = Byte.SIZE * (bigEndian ? width - 1 - i : i);
      copy[from + i] = (byte) (number >> shift);
    }
    return copy;
  }

  private static byte[] changed(byte[] file, int at, byte value) {
    byte[] copy = file.clone();
    copy[at] = value;
    return copy;
  }

  private static byte[] spliced(byte[] file, int from, int to, byte[] between) {
    byte[] spliced = new byte[from + between.length + file.length - to];
    System.arraycopy(file, 0, spliced, 0, from);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(file, to, spliced, from + between.length, file.length - to);
    return spliced;
  }
}
