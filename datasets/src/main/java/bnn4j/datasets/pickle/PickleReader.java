package bnn4j.datasets.pickle;

import bnn4j.foundation.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pickles of dictionaries, lists, numbers, texts and numpy arrays, protocols 0 to 4 (Python's
 * {@code pickletools} describes the codes). Nothing is run and nothing allocated that the bytes do
 * not hold: what a pickle would call is only noted, which is why no general reader is used.
 */
public final class PickleReader {
  /** A batch has some ten thousands; each may make an object, and a file is larger than memory. */
  private static final int MOST_CODES = 1_000_000;

  private static final Object MARK = new Object();

  /** Python's None. */
  private static final Object NONE = new Object();

  private final byte[] bytes;
  private final String place;
  private final ArrayList<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();
  private int position;

  /** Codes met so far. */
  private int codes;

  /**
   * A reader.
   *
   * @param place where the bytes come from, for messages
   */
  public PickleReader(byte[] bytes, String place) {
    this.bytes = bytes;
    this.place = place;
  }

  /** Bytes of the pickle, not copied; as text they are Latin-1. */
  public record ByteText(byte[] bytes, int offset, int length) {
    /** Copies some of them. */
    public void copy(int from, byte[] target, int targetOffset, int count) {
      System.arraycopy(bytes, offset + from, target, targetOffset, count);
    }

    @Override
    public String toString() {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
  }

  /** What Python would get by calling a function, and how it would be completed. */
  public static final class Made {
    private final List<?> arguments;
    private Object state = NONE;

    private Made(List<?> arguments) {
      this.arguments = arguments;
    }

    /** What the function would be called with. */
    public List<?> arguments() {
      return arguments;
    }

    /** What the result would be completed with. */
    public Object state() {
      return state;
    }
  }

  /**
   * The object pickled: Map with String or Long keys, List (tuples, too), Long, Boolean, Double,
   * {@link ByteText}, {@link Made} or, for None, some other object.
   *
   * @throws Refusal if these bytes are no such pickle
   */
  public Object read() {
    try {
      while (true) {
        int code = bytes[position++] & 255;
        if (code == '.') {
          return pop();
        }
        step(code);
      }
    } catch (IndexOutOfBoundsException
        | ClassCastException
        | NegativeArraySizeException
        | NumberFormatException e) {
      throw new Refusal(
          "%s: offset %d: is a damaged pickle".formatted(place, Math.min(position, bytes.length)),
          e);
    }
  }

  private void step(int code) {
    codes++;
    if (codes > MOST_CODES) {
      throw new Refusal(
          "%s: offset %d: expected a pickle of at most %d opcodes, found more"
              .formatted(place, position - 1, MOST_CODES));
    }
    switch (code) {
      case 0x80 -> position++; // protocol
      case 0x95 -> position += 8; // frame
      case '(' -> stack.add(MARK);
      case '}' -> stack.add(new LinkedHashMap<Object, Object>());
      case ']' -> stack.add(new ArrayList<>());
      case ')' -> stack.add(List.of());
      case 'N' -> stack.add(NONE);
      case 0x88 -> stack.add(true);
      case 0x89 -> stack.add(false);
      case 'K' -> stack.add(number(1));
      case 'M' -> stack.add(number(2));
      case 'J' -> stack.add((long) (int) number(4));
      case 0x8a -> stack.add(longNumber((int) number(1)));
      case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(number(8))));
      case 'U', 'C', 0x8c -> stack.add(text(number(1)));
      case 'T', 'B', 'X' -> stack.add(text(number(4)));
      case 0x8e, 0x8d -> stack.add(text(number(8)));
      case 'a', 'e', 's', 'u' -> fill(code);
      case 't', 0x85, 0x86, 0x87 -> stack.add(tuple(code));
      case 'q' -> memo.put(number(1), top());
      case 'r' -> memo.put(number(4), top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'h' -> stack.add(remembered(number(1)));
      case 'j' -> stack.add(remembered(number(4)));
      case 'c', 0x93, 'R', 'b' -> make(code);
      case 'I', 'L', 'F', 'S', 'V', 'p', 'g', 'd', 'l' -> stepOfText(code);
      default ->
          throw new Refusal(
              "%s: offset %d: expected an opcode of pickled arrays, found 0x%02x"
                  .formatted(place, position - 1, code));
    }
  }

  /** Codes of protocol 0, whose arguments are lines of text. */
  private void stepOfText(int code) {
    switch (code) {
      case 'I', 'L' -> stack.add(whole(line().toString()));
      case 'F' -> stack.add(Double.valueOf(line().toString()));
      case 'S' -> stack.add(unquoted(line()));
      case 'V' -> stack.add(line());
      case 'p' -> memo.put(whole(line().toString()), top());
      case 'g' -> stack.add(remembered(whole(line().toString())));
      case 'd' -> {
        List<Object> values = toMark();
        stack.add(new LinkedHashMap<Object, Object>());
        put(values);
      }
      default -> stack.add(new ArrayList<>(toMark()));
    }
  }

  private static long whole(String text) {
    return Long.parseLong(text.endsWith("L") ? text.substring(0, text.length() - 1) : text);
  }

  private ByteText line() {
    int start = position;
    skipLine();
    return new ByteText(bytes, start, position - 1 - start);
  }

  /** Texts with escapes are left as they are written: only names of classes come so. */
  private static ByteText unquoted(ByteText quoted) {
    if (quoted.length() < 2) {
      throw new IndexOutOfBoundsException("a text without quotes");
    }
    return new ByteText(quoted.bytes(), quoted.offset() + 1, quoted.length() - 2);
  }

  @SuppressWarnings("unchecked")
  private void fill(int code) {
    List<Object> values = code == 'e' || code == 'u' ? toMark() : popped(code == 'a' ? 1 : 2);
    if (code == 'a' || code == 'e') {
      ((ArrayList<Object>) top()).addAll(values);
    } else {
      put(values);
    }
  }

  /** Puts keys and values in turn into the dictionary on the stack. */
  @SuppressWarnings("unchecked")
  private void put(List<Object> values) {
    Map<Object, Object> map = (LinkedHashMap<Object, Object>) top();
    for (int i = 0; i < values.size(); i += 2) {
      Object key = values.get(i);
      if (!(key instanceof ByteText || key instanceof Long)) {
        throw new ClassCastException("a key that is neither text nor number");
      }
      map.put(key instanceof ByteText ? key.toString() : key, values.get(i + 1));
    }
  }

  private List<Object> tuple(int code) {
    return code == 't' ? toMark() : popped(code - 0x84);
  }

  private void make(int code) {
    switch (code) {
      case 'c' -> {
        skipLine();
        skipLine();
        stack.add(new Made(List.of()));
      }
      case 0x93 -> {
        popped(2);
        stack.add(new Made(List.of()));
      }
      case 'R' -> {
        List<?> arguments = (List<?>) pop();
        pop();
        stack.add(new Made(arguments));
      }
      default -> {
        Object state = pop();
        ((Made) top()).state = state;
      }
    }
  }

  private void skipLine() {
    while (bytes[position++] != '\n') {
      // A name that is of no interest.
    }
  }

  private Object top() {
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    Object top = stack.remove(stack.size() - 1);
    if (top == MARK) {
      throw new IndexOutOfBoundsException("a mark instead of a value");
    }
    return top;
  }

  private List<Object> popped(int count) {
    Object[] values = new Object[count];
    for (int i = count - 1; i >= 0; i--) {
      values[i] = pop();
    }
    return Arrays.asList(values);
  }

  private List<Object> toMark() {
    int mark = stack.lastIndexOf(MARK);
    List<Object> above = stack.subList(mark + 1, stack.size());
    List<Object> values = new ArrayList<>(above);
    above.clear();
    stack.remove(mark);
    return values;
  }

  private Object remembered(long key) {
    if (!memo.containsKey(key)) {
      throw new IndexOutOfBoundsException("the memo has no entry " + key);
    }
    return memo.get(key);
  }

  private ByteText text(long length) {
    if (length < 0 || length > bytes.length - position) {
      throw new IndexOutOfBoundsException("a text of %d bytes".formatted(length));
    }
    ByteText text = new ByteText(bytes, position, (int) length);
    position += (int) length;
    return text;
  }

  /** An unsigned little-endian number. */
  private long number(int size) {
    long number = 0;
    for (int i = 0; i < size; i++) {
      number |= (bytes[position++] & 255L) << (8 * i);
    }
    return number;
  }

  /** A signed little-endian number of any size up to eight bytes. */
  private long longNumber(int size) {
    if (size > Long.BYTES) {
      throw new IndexOutOfBoundsException("a number of %d bytes".formatted(size));
    }
    int unused = Long.SIZE - 8 * size;
    return size == 0 ? 0 : number(size) << unused >> unused;
  }
}
