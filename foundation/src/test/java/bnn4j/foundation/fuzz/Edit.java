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
  private static final int LEAST_NESTED = 128;

  /** How often that is doubled at the most, plus one. */
  private static final int NESTINGS = 8;

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
    "*",
    "-0",
    "-0.0",
    "1e-400",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "1_000",
    "0o17",
    "<<: *a",
    "? ",
    "---\n",
    "...\n",
    "%YAML 9.9\n",
    "True",
    "\ufeff",
    "\u2028",
    "\u202e",
    "\\u0000",
    "\r\n",
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:/dev/zero\">]>",
    "&b;",
    "<a>",
    "/dev/zero"
  };

  /** Bytes that no text in UTF-8 has: alone, overlong, half of a pair, cut off, beyond the last. */
  private static final byte[][] NO_TEXT = {
    {(byte) 0xff},
    {(byte) 0xff, (byte) 0xfe},
    {(byte) 0xfe, (byte) 0xff},
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xe2, (byte) 0x82},
    {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}
  };

  /** What parsers that call themselves go deep with, and what makes lines and names long. */
  private static final String[] NESTED = {
    "[", "{\"a\":", "{a: ", "- ", "a", "9", "<a>", "(", "\n", " ", "&a [*a, ", "\"", ",", "\0"
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
    CUT,
    /** Bytes that are no text stand in between. */
    NO_TEXT,
    /** A word or a number of a text is another: a word that breaks things. */
    TOKEN_BROKEN,
    /** A word or a number of a text is one that stands elsewhere in it. */
    TOKEN_SWAPPED,
    /** A word or a number of a text is gone. */
    TOKEN_DELETED,
    /** A line is gone. */
    LINE_DELETED,
    /** A line is there twice. */
    LINE_REPEATED,
    /** A line stands where another was, and that one in its place. */
    LINES_SWAPPED,
    /** The same, thousands of times, one after the other. */
    NESTED
  }

  /**
   * One to a few edits: a third of them near the start, where files have their headers, a third
   * near the end, where some have their tables of contents.
   */
  public static Arbitrary<List<Edit>> some() {
    Arbitrary<Integer> anywhere =
        Arbitraries.integers().withDistribution(RandomDistribution.uniform());
    Arbitrary<Integer> near = Arbitraries.integers().between(0, HEADER);
    Arbitrary<Integer> last = Arbitraries.integers().between(-HEADER, -1);
    return Combinators.combine(
            Arbitraries.of(Kind.class), Arbitraries.oneOf(near, anywhere, last), anywhere)
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

  /**
   * The file with all of the edits, and one that begins as it does and ends as another.
   *
   * @param donors of which the edits choose
   */
  public static byte[] splice(List<Edit> edits, byte[] file, List<byte[]> donors) {
    Edit first = edits.get(0);
    byte[] donor = donors.get(Math.floorMod(first.value, donors.size()));
    int from = Math.floorMod(first.at, file.length + 1);
    int of = Math.floorMod(31 * first.value + first.at, donor.length + 1);
    byte[] both = spliced(file, from, file.length, Arrays.copyOfRange(donor, of, donor.length));
    return apply(edits.subList(1, edits.size()), both);
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
      case WORD -> spliced(file, from, from, word());
      case DELETE -> spliced(file, from, from + length, new byte[0]);
      case REPEAT -> spliced(file, from, from, Arrays.copyOfRange(file, from, from + length));
      case COPY -> {
        int to = Math.floorMod(value, file.length);
        yield spliced(file, to, to, Arrays.copyOfRange(file, from, from + length));
      }
      case CUT -> Arrays.copyOf(file, from);
      case NO_TEXT -> spliced(file, from, from, NO_TEXT[Math.floorMod(value, NO_TEXT.length)]);
      case TOKEN_BROKEN -> {
        int start = tokenFrom(file, from);
        yield spliced(file, start, tokenEnd(file, start), word());
      }
      case TOKEN_SWAPPED -> {
        int start = tokenFrom(file, from);
        int other = tokenFrom(file, Math.floorMod(value, file.length));
        byte[] token = Arrays.copyOfRange(file, other, tokenEnd(file, other));
        yield spliced(file, start, tokenEnd(file, start), token);
      }
      case TOKEN_DELETED -> {
        int start = tokenFrom(file, from);
        yield spliced(file, start, tokenEnd(file, start), new byte[0]);
      }
      case LINE_DELETED -> spliced(file, lineStart(file, from), lineEnd(file, from), new byte[0]);
      case LINE_REPEATED ->
          spliced(file, lineStart(file, from), lineStart(file, from), line(file, from));
      case LINES_SWAPPED -> swapped(file, from, Math.floorMod(value, file.length));
      case NESTED -> spliced(file, from, from, nested());
    };
  }

  private byte[] word() {
    return WORDS[Math.floorMod(value, WORDS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private byte[] nested() {
    String part = NESTED[Math.floorMod(value, NESTED.length)];
    int times = LEAST_NESTED << Math.floorMod(value / NESTED.length, NESTINGS);
    return part.repeat(times).getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isToken(byte b) {
    return b < 0 || b == '.' || b == '-' || b == '_' || b == '+' || Character.isLetterOrDigit(b);
  }

  /** Where the next word begins, or the end of the file. */
  private static int tokenFrom(byte[] file, int from) {
    int start = from;
    while (start < file.length && !isToken(file[start])) {
      start++;
    }
    while (start > 0 && start < file.length && isToken(file[start - 1])) {
      start--;
    }
    return start;
  }

  private static int tokenEnd(byte[] file, int from) {
    int end = from;
    while (end < file.length && isToken(file[end])) {
      end++;
    }
    return end;
  }

  private static int lineStart(byte[] file, int within) {
    int start = within;
    while (start > 0 && file[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private static int lineEnd(byte[] file, int within) {
    int end = within;
    while (end < file.length && file[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, file.length);
  }

  private static byte[] line(byte[] file, int within) {
    return Arrays.copyOfRange(file, lineStart(file, within), lineEnd(file, within));
  }

  private static byte[] swapped(byte[] file, int one, int other) {
    int first = Math.min(one, other);
    int second = Math.max(one, other);
    if (lineStart(file, first) == lineStart(file, second)) {
      return file;
    }
    byte[] later = spliced(file, lineStart(file, second), lineEnd(file, second), line(file, first));
    return spliced(later, lineStart(file, first), lineEnd(file, first), line(file, second));
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
