package bnn4j.offload.numpy;

import bnn4j.datasets.pickle.PickleReader;
import bnn4j.datasets.pickle.PickleReader.ByteText;
import bnn4j.datasets.pickle.PickleReader.Made;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Reads {@code .npy} files of 32-bit floats, by rows or by columns, and of pickled dictionaries.
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** Magic, version, and a length of two bytes. */
  private static final int START = 10;

  /** More than the largest of the published files has. */
  private static final int MOST_BYTES = 1 << 28;

  /**
   * Trained numbers are hardly made shorter by packing; what unpacks to so many times is a trap.
   */
  private static final long MOST_TIMES = 100;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\sL]*)\\)");

  private static final Pattern LENGTH = Pattern.compile("\\d{1,8}");

  private final Path file;
  private final String header;
  private final byte[] data;

  private NpyFile(Path file, String header, byte[] data) {
    this.file = file;
    this.header = header;
    this.data = data;
  }

  /**
   * Reads an array.
   *
   * @param shape that it must have
   * @throws Refusal naming the file, what was expected and what was found
   */
  public static float[] read(Path file, Integer... shape) {
    return open(file).array(List.of(shape));
  }

  /**
   * Reads a dictionary of arrays that has been pickled into a file, which may be packed with bzip2.
   * Nothing of it is run.
   *
   * @throws Refusal naming the file and what is wrong with it
   */
  public static Map<String, FloatArray> readDictionary(Path file) {
    return open(file).dictionary();
  }

  private static NpyFile open(Path file) {
    InputFile.check(file);
    boolean packed = file.toString().endsWith(".bz2");
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream in = packed ? new BZip2CompressorInputStream(raw, true) : raw) {
      String header = header(file, in);
      int most = packed ? mostUnpacked(Files.size(file)) : MOST_BYTES;
      byte[] data = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new Refusal(
            "%s: expected at most %d bytes%s, found more"
                .formatted(file, most, packed ? " unpacked" : ""));
      }
      return new NpyFile(file, header, data);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    }
  }

  private static int mostUnpacked(long packed) {
    return (int) Math.min(MOST_BYTES, MOST_TIMES * packed + (1 << 20));
  }

  private static String header(Path file, InputStream in) throws IOException {
    byte[] start = in.readNBytes(START);
    if (start.length < START || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
      throw new Refusal(
          "%s: not a numpy array: \\x93NUMPY is missing at its start".formatted(file));
    }
    int length = (start[8] & 0xff) | (start[9] & 0xff) << Byte.SIZE;
    byte[] header = in.readNBytes(length);
    if (start[MAGIC.length] != 1 || header.length < length) {
      throw new Refusal("%s: expected numpy format version 1 with a whole header".formatted(file));
    }
    return new String(header, StandardCharsets.ISO_8859_1);
  }

  private Refusal refusal(String problem) {
    return new Refusal("%s: %s".formatted(file, problem));
  }

  private String item(Pattern pattern) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw refusal("unsupported header: " + header.strip());
    }
    return matcher.group(1);
  }

  private float[] array(List<Integer> shape) {
    String type = item(TYPE);
    if (!type.equals("<f4")) {
      throw refusal("expected '<f4' (32-bit floats, little-endian), found '%s'".formatted(type));
    }
    List<Integer> found =
        Arrays.stream(item(SHAPE).split(","))
            .map(length -> length.replace("L", "").strip())
            .filter(length -> LENGTH.matcher(length).matches())
            .map(Integer::valueOf)
            .toList();
    if (!found.equals(shape)) {
      throw refusal("expected an array of %s, found %s".formatted(shape, found));
    }
    int count = shape.stream().reduce(1, Math::multiplyExact);
    if (data.length != (long) count * Float.BYTES) {
      throw refusal(
          "expected %d bytes of numbers, found %d"
              .formatted((long) count * Float.BYTES, data.length));
    }
    float[] values = floats(data, 0, count);
    return item(ORDER).equals("True") ? byRows(values, shape) : values;
  }

  private float[] floats(byte[] bytes, int offset, int count) {
    float[] values = new float[count];
    ByteBuffer.wrap(bytes, offset, count * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(values[i])) {
        throw refusal("number %d is %s; the file is damaged".formatted(i, values[i]));
      }
    }
    return values;
  }

  /** From the first axis the fastest to the last axis the fastest. */
  private static float[] byRows(float[] values, List<Integer> shape) {
    float[] rows = new float[values.length];
    for (int i = 0; i < rows.length; i++) {
      int rest = i;
      int at = 0;
      for (int axis = shape.size() - 1; axis >= 0; axis--) {
        int index = rest % shape.get(axis);
        rest /= shape.get(axis);
        int stride = 1;
        for (int before = 0; before < axis; before++) {
          stride *= shape.get(before);
        }
        at += index * stride;
      }
      rows[i] = values[at];
    }
    return rows;
  }

  private Map<String, FloatArray> dictionary() {
    if (!item(TYPE).contains("O")) {
      throw refusal("expected a pickled dictionary, found an array of '%s'".formatted(item(TYPE)));
    }
    Object root = content(new PickleReader(data, file.toString()).read());
    if (!(root instanceof Map<?, ?> map)) {
      throw refusal("expected a pickled dictionary, found something else");
    }
    Map<String, FloatArray> arrays = new LinkedHashMap<>();
    long numbers = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      FloatArray array = array("" + entry.getKey(), entry.getValue());
      numbers += array.values().length;
      if (numbers * Float.BYTES > data.length) {
        throw refusal("its arrays share their numbers, expected each with its own");
      }
      arrays.put("" + entry.getKey(), array);
    }
    return arrays;
  }

  /** Python 2 pickled the array around the dictionary, newer versions the dictionary itself. */
  private static Object content(Object root) {
    boolean wrapped =
        root instanceof Made made
            && made.state() instanceof List<?> state
            && state.size() == 5
            && state.get(4) instanceof List<?> values
            && values.size() == 1;
    return wrapped ? ((List<?>) ((List<?>) ((Made) root).state()).get(4)).get(0) : root;
  }

  /** numpy keeps (version, shape, type, whether column by column, bytes). */
  private FloatArray array(String key, Object value) {
    boolean whole =
        value instanceof Made made
            && made.state() instanceof List<?> state
            && state.size() == 5
            && state.get(1) instanceof List<?> shape
            && shape.stream().allMatch(NpyFile::isLength)
            && state.get(2) instanceof Made type
            && !type.arguments().isEmpty()
            && type.arguments().get(0) instanceof ByteText kind
            && kind.toString().equals("f4")
            && (Boolean.FALSE.equals(state.get(3)) || Long.valueOf(0).equals(state.get(3)))
            && state.get(4) instanceof ByteText data
            && data.length() == Float.BYTES * count(shape);
    if (!whole) {
      throw refusal("%s: expected an array of 32-bit floats, row by row".formatted(key));
    }
    List<?> state = (List<?>) ((Made) value).state();
    List<?> shape = (List<?>) state.get(1);
    ByteText data = (ByteText) state.get(4);
    return new FloatArray(
        shape.stream().map(length -> ((Long) length).intValue()).toList(),
        floats(data.bytes(), data.offset(), data.length() / Float.BYTES));
  }

  private static boolean isLength(Object length) {
    return length instanceof Long number && number >= 0 && number <= MOST_BYTES;
  }

  /** Numbers in an array; beyond what a file may have they are all the same. */
  private static long count(List<?> shape) {
    return shape.stream()
        .mapToLong(length -> (Long) length)
        .reduce(1, (a, b) -> a * b > MOST_BYTES ? MOST_BYTES : a * b);
  }
}
