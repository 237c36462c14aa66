package bnn4j.network.npz;

import bnn4j.foundation.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands before the numbers of a {@code .npy} file: magic, version, and a Python dictionary.
 *
 * @param type of the numbers
 * @param columnsFirst whether the first axis runs fastest (Fortran's order) instead of the last
 * @param shape lengths of the axes, outermost first; empty for a single number
 */
record NpyHeader(NumberType type, boolean columnsFirst, List<Integer> shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** numpy refuses longer headers too. */
  private static final int MAX_LENGTH = 10_000;

  private static final String ITEM =
      "'(descr|fortran_order|shape)'\\s*:\\s*('[\\w<>=|]{0,20}'|True|False|\\([\\dL,\\s]*\\))";

  private static final Pattern DICTIONARY =
      Pattern.compile(
          "\\{\\s*" + ITEM + "\\s*,\\s*" + ITEM + "\\s*,\\s*" + ITEM + "\\s*,?\\s*\\}\\s*");

  /** Python 2 marked some lengths with an L. */
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})L?");

  /**
   * Reads up to the first number.
   *
   * @throws Refusal saying what is wrong, without naming the file
   * @throws EOFException if the stream ends before
   */
  static NpyHeader read(InputStream in) throws IOException {
    byte[] start = readFully(in, MAGIC.length + 2);
    if (!Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
      throw new Refusal("not a numpy array, the magic number \\x93NUMPY is missing");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw new Refusal("expected numpy format version 1, 2 or 3, found " + version);
    }
    byte[] lengthBytes = readFully(in, version == 1 ? 2 : 4);
    long length =
        ByteBuffer.wrap(Arrays.copyOf(lengthBytes, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length > MAX_LENGTH) {
      throw new Refusal(
          "expected a header of at most %d bytes, found %d".formatted(MAX_LENGTH, length));
    }
    return parse(new String(readFully(in, (int) length), StandardCharsets.ISO_8859_1));
  }

  private static byte[] readFully(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the file ends in the header");
    }
    return bytes;
  }

  private static NpyHeader parse(String text) {
    Matcher matcher = DICTIONARY.matcher(text);
    Map<String, String> values = new HashMap<>();
    if (matcher.matches()) {
      for (int group = 1; group < matcher.groupCount(); group += 2) {
        values.put(matcher.group(group), matcher.group(group + 1));
      }
    }
    if (values.size() != 3) {
      throw new Refusal(
          "unsupported header, expected {'descr': '<f4', 'fortran_order': False, 'shape': ...}");
    }
    String order = values.get("fortran_order");
    if (!order.equals("True") && !order.equals("False")) {
      throw new Refusal("expected fortran_order True or False, found " + order);
    }
    return new NpyHeader(
        NumberType.of(values.get("descr").replace("'", "")),
        order.equals("True"),
        shape(values.get("shape")));
  }

  private static List<Integer> shape(String tuple) {
    if (!tuple.startsWith("(")) {
      throw new Refusal("expected shape (rows, ...), found " + tuple);
    }
    String inner = tuple.substring(1, tuple.length() - 1).trim();
    if (inner.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(inner.split(",")).map(String::trim).map(NpyHeader::length).toList();
  }

  private static int length(String text) {
    Matcher matcher = LENGTH.matcher(text);
    if (!matcher.matches()) {
      throw new Refusal("expected axis lengths below 10^9, found a larger or negative one");
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** A shape as Python writes it: {@code (10,)}. */
  static String text(List<Integer> shape) {
    String lengths = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "(" + lengths + (shape.size() == 1 ? ",)" : ")");
  }
}
