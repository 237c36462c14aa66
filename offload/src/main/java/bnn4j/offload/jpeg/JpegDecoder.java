package bnn4j.offload.jpeg;

import bnn4j.datasets.picture.Picture;
import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes a baseline or progressive JPEG file, grey or in colour. */
public final class JpegDecoder {
  private static final int BLOCK = 64;
  private static final int SIDE = 8;
  private static final long MOST_PIXELS = 50_000_000;

  private final byte[] bytes;
  private final int[][] quantization = new int[4][];
  private final HuffmanTable[] dcTables = new HuffmanTable[4];
  private final HuffmanTable[] acTables = new HuffmanTable[4];
  private final List<Component> components = new ArrayList<>();

  private int position = 2;
  private int rows;
  private int columns;
  private boolean progressive;
  private int restart;
  private int mostAcross;
  private int mostDown;
  private int unitsWide;
  private int unitsHigh;

  private JpegDecoder(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether bytes start as JPEG files do. */
  public static boolean isJpeg(byte[] bytes) {
    return bytes.length > 3
        && bytes[0] == (byte) 0xff
        && bytes[1] == (byte) 0xd8
        && bytes[2] == (byte) 0xff;
  }

  /**
   * Whether a file is grey or of three colours, as far as its frame says so; what is made for
   * printing has four, of which darknet would show but the first.
   */
  public static boolean decodes(byte[] bytes) {
    for (int at = 2; at + 9 < bytes.length && bytes[at] == (byte) 0xff; ) {
      int marker = bytes[at + 1] & 0xff;
      if (marker >= 0xc0 && marker <= 0xc2) {
        return bytes[at + 9] != 4;
      }
      at += 2 + ((bytes[at + 2] & 0xff) << Byte.SIZE | (bytes[at + 3] & 0xff));
    }
    return true;
  }

  /**
   * Decodes a picture.
   *
   * @param name of the file, for messages
   * @throws Refusal if it is damaged, or of a kind that cameras do not write
   */
  public static Picture decode(String name, byte[] bytes) {
    try {
      return new JpegDecoder(bytes).decode();
    } catch (JpegException e) {
      throw new Refusal(
          "%s: is a damaged or unsupported JPEG: %s".formatted(name, e.getMessage()), e);
    } catch (IndexOutOfBoundsException e) {
      throw new Refusal("%s: is a damaged JPEG: it ends too early".formatted(name), e);
    }
  }

  private Picture decode() {
    boolean scanned = false;
    while (position + 4 <= bytes.length) {
      if (u8(position) != 0xff) {
        position++;
        continue;
      }
      int marker = u8(position + 1);
      if (marker == 0xd9) {
        break;
      }
      if (marker == 0xff || marker == 0 || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
        position += marker == 0xff ? 1 : 2;
        continue;
      }
      int start = position + 4;
      int end = position + 2 + u16(position + 2);
      if (end > bytes.length || end < start) {
        throw new JpegException("the file ends in a segment");
      }
      position = end;
      segment(marker, start, end);
      scanned |= marker == 0xda;
    }
    if (components.isEmpty() || !scanned) {
      throw new JpegException("it contains no image");
    }
    return picture();
  }

  private int u8(int at) {
    return bytes[at] & 0xff;
  }

  private int u16(int at) {
    return u8(at) << Byte.SIZE | u8(at + 1);
  }

  private void segment(int marker, int start, int end) {
    switch (marker) {
      case 0xc0, 0xc1, 0xc2 -> frame(marker, start);
      case 0xc4 -> huffmanTables(start, end);
      case 0xda -> scan(start);
      case 0xdb -> quantizationTables(start, end);
      case 0xdd -> restart = u16(start);
      case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf ->
          throw new JpegException(
              "process 0x%02x, expected baseline or progressive".formatted(marker));
      default -> {
        // Comments, and what applications add.
      }
    }
  }

  private void quantizationTables(int start, int end) {
    int at = start;
    while (at < end) {
      boolean wide = u8(at) >> 4 != 0;
      int[] table = new int[BLOCK];
      quantization[u8(at) & 3] = table;
      at++;
      for (int k = 0; k < BLOCK; k++) {
        table[Scan.place(k)] = wide ? u16(at) : u8(at);
        at += wide ? 2 : 1;
      }
    }
  }

  private void huffmanTables(int start, int end) {
    int at = start;
    while (at < end) {
      int head = u8(at);
      int[] counts = new int[16];
      int total = 0;
      for (int i = 0; i < counts.length; i++) {
        counts[i] = u8(at + 1 + i);
        total += counts[i];
      }
      at += 1 + counts.length;
      HuffmanTable table = new HuffmanTable(counts, Arrays.copyOfRange(bytes, at, at + total));
      (head >> 4 == 0 ? dcTables : acTables)[head & 3] = table;
      at += total;
    }
  }

  private void frame(int marker, int start) {
    if (!components.isEmpty()) {
      throw new JpegException("a second image");
    }
    progressive = marker == 0xc2;
    rows = u16(start + 1);
    columns = u16(start + 3);
    int count = u8(start + 5);
    if (u8(start) != 8 || (count != 1 && count != 3)) {
      throw new JpegException(
          "%d components of %d bits, expected 1 or 3 of 8".formatted(count, u8(start)));
    }
    if (rows == 0 || columns == 0 || (long) rows * columns > MOST_PIXELS) {
      throw new JpegException(
          "%d x %d pixels, expected 1 to %d".formatted(columns, rows, MOST_PIXELS));
    }
    for (int i = 0; i < count; i++) {
      int at = start + 6 + 3 * i;
      int across = u8(at + 1) >> 4;
      int down = u8(at + 1) & 15;
      if (across < 1 || across > 4 || down < 1 || down > 4) {
        throw new JpegException("sampling factors %d x %d".formatted(across, down));
      }
      components.add(new Component(u8(at), across, down, u8(at + 2) & 3));
      mostAcross = Math.max(mostAcross, across);
      mostDown = Math.max(mostDown, down);
    }
    unitsWide = (columns + mostAcross * SIDE - 1) / (mostAcross * SIDE);
    unitsHigh = (rows + mostDown * SIDE - 1) / (mostDown * SIDE);
    components.forEach(this::allocate);
  }

  private void allocate(Component c) {
    int width = (columns * c.horizontal + mostAcross - 1) / mostAcross;
    int height = (rows * c.vertical + mostDown - 1) / mostDown;
    c.blocksWide = (width + SIDE - 1) / SIDE;
    c.blocksHigh = (height + SIDE - 1) / SIDE;
    c.stride = unitsWide * c.horizontal;
    c.coefficients = new short[c.stride * unitsHigh * c.vertical * BLOCK];
  }

  private void scan(int start) {
    int count = u8(start);
    List<Scan.Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = u8(start + 1 + 2 * i);
      int tables = u8(start + 2 + 2 * i);
      Component component =
          components.stream()
              .filter(c -> c.id == id)
              .findFirst()
              .orElseThrow(() -> new JpegException("a scan of no component"));
      component.dc = 0;
      members.add(new Scan.Member(component, dcTables[tables >> 4 & 3], acTables[tables & 3]));
    }
    if (members.isEmpty()) {
      throw new JpegException("an empty scan");
    }
    int at = start + 1 + 2 * count;
    int last = progressive ? Math.min(BLOCK - 1, u8(at + 1)) : BLOCK - 1;
    BitSource bits = new BitSource(bytes, position);
    Scan scan = new Scan(bits, progressive, u8(at), last, u8(at + 2) >> 4, u8(at + 2) & 15);
    checkTables(members, u8(at), u8(at + 2) >> 4);
    scan.read(members, unitsWide, unitsHigh, restart);
    position = bits.end();
  }

  private void checkTables(List<Scan.Member> members, int first, int high) {
    for (Scan.Member member : members) {
      boolean dc = !progressive || (first == 0 && high == 0);
      boolean ac = !progressive || first > 0;
      if ((dc && member.dc() == null) || (ac && member.ac() == null)) {
        throw new JpegException("a scan without its Huffman table");
      }
    }
  }

  private Picture picture() {
    InverseTransform transform = new InverseTransform();
    for (Component c : components) {
      int[] table = quantization[c.table];
      if (table == null) {
        throw new JpegException("a component without its quantization table");
      }
      c.samples = new byte[c.coefficients.length];
      int blocks = c.coefficients.length / BLOCK;
      for (int block = 0; block < blocks; block++) {
        int at = block * BLOCK;
        for (int i = 0; i < BLOCK; i++) {
          c.coefficients[at + i] = (short) (c.coefficients[at + i] * table[i]);
        }
        int target = block / c.stride * SIDE * c.stride * SIDE + block % c.stride * SIDE;
        transform.run(c.coefficients, at, c.samples, target, c.stride * SIDE);
      }
    }
    return new Picture(rows, columns, components.size() == 1 ? grey() : colour());
  }

  private byte[] grey() {
    byte[] values = new byte[3 * rows * columns];
    Upsampling y = upsampling(0);
    for (int row = 0; row < rows; row++) {
      byte[] line = y.row(row);
      for (int plane = 0; plane < 3; plane++) {
        System.arraycopy(line, 0, values, (plane * rows + row) * columns, columns);
      }
    }
    return values;
  }

  private Upsampling upsampling(int component) {
    return new Upsampling(components.get(component), columns, rows, mostAcross, mostDown);
  }

  private byte[] colour() {
    int area = rows * columns;
    byte[] values = new byte[3 * area];
    Upsampling brightness = upsampling(0);
    Upsampling blue = upsampling(1);
    Upsampling red = upsampling(2);
    for (int row = 0, at = 0; row < rows; row++) {
      byte[] y = brightness.row(row);
      byte[] cb = blue.row(row);
      byte[] cr = red.row(row);
      for (int x = 0; x < columns; x++, at++) {
        int rgb = Colours.rgb(y[x] & 0xff, cb[x] & 0xff, cr[x] & 0xff);
        values[at] = (byte) (rgb >> 16);
        values[area + at] = (byte) (rgb >> 8);
        values[2 * area + at] = (byte) rgb;
      }
    }
    return values;
  }
}
