package bnn4j.datasets.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes in the header of a WebP file, checked before decoding: canvas and frame must agree,
 * because the decoder allocates one and fills it from the other (the container specification at
 * developers.google.com/speed/webp, RFC 6386 9.1 for lossy frames).
 */
final class WebpHeader {
  private static final int CHUNKS = 12;
  private static final int CHUNK_HEADER = 8;

  /** More than any writer makes; animations have two chunks for each frame. */
  private static final int MOST_CHUNKS = 100_000;

  private WebpHeader() {}

  /**
   * A part of the file.
   *
   * @param name four letters
   * @param from where its content begins
   * @param length of the content in bytes, all of it there
   */
  record Chunk(String name, int from, int length) {}

  private record Size(int columns, int rows) {}

  /** The chunks between two offsets, up to the first that is not whole. */
  static List<Chunk> chunks(byte[] file, int from, int to) {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<Chunk> chunks = new ArrayList<>();
    int at = from;
    while (at <= to - CHUNK_HEADER && chunks.size() < MOST_CHUNKS) {
      int length = buffer.getInt(at + 4);
      if (length < 0 || length > to - at - CHUNK_HEADER) {
        break;
      }
      String name = new String(file, at, 4, StandardCharsets.ISO_8859_1);
      chunks.add(new Chunk(name, at + CHUNK_HEADER, length));
      at += CHUNK_HEADER + length + (length & 1);
    }
    return chunks;
  }

  /**
   * Says whether the first frame is whole and of the canvas's size.
   *
   * @throws IOException if not
   */
  static void check(byte[] file) throws IOException {
    Size canvas = null;
    for (Chunk chunk : chunks(file, CHUNKS, file.length)) {
      switch (chunk.name) {
        case "VP8X" -> canvas = canvas(file, chunk);
        case "VP8 ", "VP8L" -> {
          Size frame = frame(file, chunk);
          if (canvas != null && !canvas.equals(frame)) {
            throw mismatch(canvas, frame);
          }
          return;
        }
        case "ANMF" -> {
          checkAnimated(file, chunk, canvas);
          return;
        }
        default -> {
          // Profiles, metadata, transparency.
        }
      }
    }
    throw new IOException("it has no complete frame");
  }

  private static IOException mismatch(Size canvas, Size frame) {
    return new IOException(
        "its canvas is %d x %d pixels, its frame %d x %d"
            .formatted(canvas.columns, canvas.rows, frame.columns, frame.rows));
  }

  private static Size canvas(byte[] file, Chunk chunk) throws IOException {
    if (chunk.length < 10) {
      throw new IOException("its header is truncated");
    }
    return new Size(1 + number(file, chunk.from + 4, 3), 1 + number(file, chunk.from + 7, 3));
  }

  private static void checkAnimated(byte[] file, Chunk animated, Size canvas) throws IOException {
    if (canvas == null || animated.length < 16) {
      throw new IOException("its animation has no complete frame");
    }
    Size said =
        new Size(1 + number(file, animated.from + 6, 3), 1 + number(file, animated.from + 9, 3));
    long right = 2L * number(file, animated.from, 3) + said.columns;
    long bottom = 2L * number(file, animated.from + 3, 3) + said.rows;
    if (right > canvas.columns || bottom > canvas.rows) {
      throw mismatch(canvas, said);
    }
    for (Chunk chunk : chunks(file, animated.from + 16, animated.from + animated.length)) {
      if (chunk.name.startsWith("VP8")) {
        Size frame = frame(file, chunk);
        if (!frame.equals(said)) {
          throw mismatch(said, frame);
        }
        return;
      }
    }
    throw new IOException("its animation has no complete frame");
  }

  private static Size frame(byte[] file, Chunk chunk) throws IOException {
    if (chunk.name.equals("VP8L")) {
      if (chunk.length < 5 || file[chunk.from] != 0x2f) {
        throw new IOException("its lossless frame has no valid start");
      }
      int bits = number(file, chunk.from + 1, 4);
      return new Size(1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff));
    }
    boolean key = chunk.length >= 10 && (file[chunk.from] & 1) == 0;
    if (!key || number(file, chunk.from + 3, 3) != 0x2a019d) {
      throw new IOException("its lossy frame has no valid start");
    }
    return new Size(
        number(file, chunk.from + 6, 2) & 0x3fff, number(file, chunk.from + 8, 2) & 0x3fff);
  }

  private static int number(byte[] file, int from, int length) {
    int number = 0;
    for (int i = 0; i < length; i++) {
      number |= (file[from + i] & 255) << (8 * i);
    }
    return number;
  }
}
