package bnn4j.overlay.engine;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.AtomicFolder;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * A trace as a folder of gzip files, raw and little-endian: {@code input.i8.gz} unless the input is
 * binary, and for each layer {@code l} {@code acc<l>.i16.gz}, {@code act<l>.i8.gz} unless it gives
 * scores, and {@code pool<l>.i8.gz} if it pools; shaped as {@link LayerTrace} says. A layer with an
 * accumulator beyond 16 bits, which none of the published overlays has, is {@code acc<l>.i32.gz}.
 * Hardware adds {@code cycle<l>.i32.gz}: for each accumulator the cycle in which it was complete.
 */
public final class TraceFolder {
  /** No layer has more values than that, nor more bytes than four times as many. */
  private static final int MOST_BYTES = 4 << 22;

  private static final Pattern NAME =
      Pattern.compile("input\\.i8\\.gz|(acc|act|pool|cycle)\\d+\\.i(8|16|32)\\.gz");

  private static final Pattern IMAGE = Pattern.compile("trace\\d+");

  private final Path folder;

  private TraceFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether the folder holds a trace. */
  public static boolean isTrace(Path folder) {
    return Files.isRegularFile(folder.resolve("acc0.i16.gz"))
        || Files.isRegularFile(folder.resolve("acc0.i32.gz"));
  }

  /**
   * The folder of one of several traces.
   *
   * @param folder of all of them
   * @param image from 0
   */
  public static Path ofImage(Path folder, int image) {
    return folder.resolve("trace" + image);
  }

  /**
   * Runs images on an engine and writes the trace of each, in place of former traces.
   *
   * @param packed words of all images
   * @param folder of the traces, a folder for each image
   * @throws Refusal if the folder holds something else, or the disk refuses; what was there is
   *     still there
   */
  public static void writeEach(Engine engine, long[] packed, int images, Path folder) {
    int words = engine.overlay().inputWords();
    replace(
        folder,
        incoming -> {
          for (int image = 0; image < images; image++) {
            write(engine.trace(packed, image * words), ofImage(incoming, image));
          }
        });
  }

  /**
   * Writes traces of several images in place of former ones.
   *
   * @throws Refusal if the folder holds something else, or the disk refuses; what was there is
   *     still there
   */
  public static void replace(Path folder, AtomicFolder.Content traces) {
    checkFree(folder);
    new AtomicFolder(folder).write(name -> true, traces);
  }

  /**
   * Checks that traces may be written to a folder.
   *
   * @throws Refusal if it holds something else than traces
   */
  public static void checkFree(Path folder) {
    AtomicFolder.checkHoldsOnly(folder, "traces", TraceFolder::isOfTraces);
  }

  private static boolean isOfTraces(Path name) {
    return name.getNameCount() == 2
        && IMAGE.matcher(name.getName(0).toString()).matches()
        && NAME.matcher(name.getFileName().toString()).matches();
  }

  /**
   * Writes a trace in place of a former one; each file appears whole.
   *
   * @throws Refusal if the disk refuses
   */
  public static void write(Trace trace, Path folder) {
    try {
      new TraceFolder(folder).write(trace);
    } catch (IOException e) {
      throw new Refusal(
          "trace %s cannot be written: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }

  /**
   * Reads a trace, without its result words.
   *
   * @throws Refusal if the folder has no accumulators, or a file is damaged
   */
  public static Trace read(Path folder) {
    if (!isTrace(folder)) {
      throw new Refusal("%s: expected a trace, found no acc0.i16.gz".formatted(folder));
    }
    return new TraceFolder(folder).read();
  }

  /**
   * Adds to a trace when its accumulators were complete.
   *
   * @param cycles one for each accumulator of each layer
   * @throws Refusal if the disk refuses
   */
  public static void writeCycles(List<int[]> cycles, Path folder) {
    TraceFolder target = new TraceFolder(folder);
    try {
      for (int l = 0; l < cycles.size(); l++) {
        target.write("cycle%d.i32.gz".formatted(l), bytes(cycles.get(l), false));
      }
    } catch (IOException e) {
      throw new Refusal(
          "trace %s cannot be written: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }

  /**
   * When an accumulator was complete, if the trace is hardware's.
   *
   * @param index in the layer's accumulators
   */
  public static OptionalInt cycle(Path folder, int layer, int index) {
    byte[] bytes = new TraceFolder(folder).read("cycle%d.i32.gz".formatted(layer));
    return index < bytes.length / Integer.BYTES
        ? OptionalInt.of(
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(index * Integer.BYTES))
        : OptionalInt.empty();
  }

  private void write(Trace trace) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> former = Files.list(folder)) {
      for (Path file :
          former.filter(f -> NAME.matcher(f.getFileName().toString()).matches()).toList()) {
        Files.delete(file);
      }
    }
    write("input.i8.gz", trace.input());
    for (int l = 0; l < trace.layers().size(); l++) {
      LayerTrace layer = trace.layers().get(l);
      boolean narrow = Arrays.stream(layer.accumulators()).allMatch(a -> a == (short) a);
      write(
          "acc%d.i%d.gz".formatted(l, narrow ? Short.SIZE : Integer.SIZE),
          bytes(layer.accumulators(), narrow));
      write("act%d.i8.gz".formatted(l), layer.activations());
      write("pool%d.i8.gz".formatted(l), layer.pooled());
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    AtomicFile.store(
        folder.resolve(name),
        out -> {
          GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 13);
          packed.write(bytes);
          packed.finish();
        });
  }

  private static byte[] bytes(int[] values, boolean narrow) {
    int size = narrow ? Short.BYTES : Integer.BYTES;
    ByteBuffer buffer = ByteBuffer.allocate(size * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      if (narrow) {
        buffer.putShort((short) value);
      } else {
        buffer.putInt(value);
      }
    }
    return buffer.array();
  }

  private Trace read() {
    List<LayerTrace> layers = new ArrayList<>();
    for (int l = 0; exists("acc%d.i16.gz", l) || exists("acc%d.i32.gz", l); l++) {
      layers.add(
          new LayerTrace(
              accumulators(l),
              read("act%d.i8.gz".formatted(l)),
              read("pool%d.i8.gz".formatted(l))));
    }
    return new Trace(read("input.i8.gz"), layers, new long[0]);
  }

  private boolean exists(String name, int layer) {
    return Files.isRegularFile(folder.resolve(name.formatted(layer)));
  }

  private int[] accumulators(int layer) {
    boolean narrow = exists("acc%d.i16.gz", layer);
    int size = narrow ? Short.BYTES : Integer.BYTES;
    String name = "acc%d.i%d.gz".formatted(layer, 8 * size);
    byte[] bytes = read(name);
    if (bytes.length % size != 0) {
      throw new Refusal(
          "%s: %d bytes, expected a multiple of %d"
              .formatted(folder.resolve(name), bytes.length, size));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int[] values = new int[bytes.length / size];
    for (int i = 0; i < values.length; i++) {
      values[i] = narrow ? buffer.getShort() : buffer.getInt();
    }
    return values;
  }

  /** The bytes of a file; none if it is not there. */
  private byte[] read(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return new byte[0];
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = new GZIPInputStream(raw)) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw new Refusal(
            "%s: more than %d bytes, the maximum of a layer".formatted(file, MOST_BYTES));
      }
      return bytes;
    } catch (ZipException | EOFException e) {
      throw new Refusal("%s: the gzip file is damaged; repeat the trace".formatted(file), e);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    }
  }
}
