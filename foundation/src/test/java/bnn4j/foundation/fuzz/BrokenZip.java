package bnn4j.foundation.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Zip files that are wrong where random bytes seldom hit: with a whole zip around a broken entry,
 * or with a directory that lies about entries that are whole.
 */
public final class BrokenZip {
  private static final int DIRECTORY_ENTRY = 0x02014b50;
  private static final int END = 0x06054b50;

  /** The flag that names are in UTF-8. */
  private static final int UTF_8 = 1 << 11;

  private static final Deflater DEFLATER = new Deflater(Deflater.BEST_SPEED, true);

  /** Names that lead out, hide, are too long, or are no names. */
  private static final List<String> NAMES =
      List.of(
          "../x",
          "/x",
          "a/../../x",
          "C:\\x",
          "",
          "/",
          ".",
          "..",
          "x/",
          "\0",
          "a\nb",
          "\u001b[31m",
          "x".repeat(60_000),
          "a/".repeat(3_000) + "b",
          "con",
          "é\ud83d\ude00");

  private static final int[] NUMBERS = {
    0, 1, -1, 2, 8, 9, 12, 14, 93, 95, 99, 255, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 1 << 24
  };

  /** Offset and width of the fields of an entry of the directory. */
  private static final int[][] FIELDS = {
    {4, 2}, {6, 2}, {8, 2}, {10, 2}, {12, 2}, {14, 2}, {16, 4}, {20, 4}, {24, 4}, {28, 2}, {30, 2},
    {32, 2}, {34, 2}, {36, 2}, {38, 4}, {42, 4}
  };

  private static final int[][] END_FIELDS = {
    {4, 2}, {6, 2}, {8, 2}, {10, 2}, {12, 4}, {16, 4}, {20, 2}
  };

  private BrokenZip() {}

  /** The entries of a zip, unpacked. */
  public static Map<String, byte[]> entries(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  /**
   * A zip of entries of which something is wrong; what, the first edit says, and the others are
   * made in the entry that it chooses.
   */
  public static byte[] of(Map<String, byte[]> entries, List<Edit> edits) {
    Edit first = edits.get(0);
    List<Map.Entry<String, byte[]>> all = new ArrayList<>(entries.entrySet());
    int chosen = Math.floorMod(first.at(), all.size());
    Map.Entry<String, byte[]> entry = all.get(chosen);
    byte[] content = Edit.apply(edits.subList(1, edits.size()), entry.getValue());
    all.set(chosen, Map.entry(entry.getKey(), content));
    int value = first.value();
    boolean deflated = Math.floorMod(value, 2) == 0;
    return switch (Math.floorMod(first.value() / 7, 8)) {
      case 0 -> zip(all, deflated);
      case 1 -> {
        all.set(chosen, Map.entry(NAMES.get(Math.floorMod(value, NAMES.size())), content));
        yield zip(all, deflated);
      }
      case 2 -> {
        all.remove(chosen);
        yield zip(all, deflated);
      }
      case 3 -> {
        all.add(Map.entry(entry.getKey(), entry.getValue()));
        yield zip(all, deflated);
      }
      case 4 -> {
        Collections.swap(all, chosen, Math.floorMod(value, all.size()));
        yield zip(all, deflated);
      }
      case 5 -> {
        byte[] one = all.get(Math.floorMod(value, all.size())).getValue();
        all.set(
            chosen, Map.entry(entry.getKey(), Edit.splice(edits, entry.getValue(), List.of(one))));
        yield zip(all, deflated);
      }
      default -> lying(zip(all, deflated), chosen, first);
    };
  }

  /** Written by hand: the JDK's writer takes longer, and refuses what is wanted here. */
  private static byte[] zip(List<Map.Entry<String, byte[]>> entries, boolean deflated) {
    ByteArrayOutputStream files = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> each : entries) {
      byte[] name = each.getKey().getBytes(StandardCharsets.UTF_8);
      byte[] content = each.getValue();
      byte[] stored = deflated ? deflate(content) : content;
      ByteBuffer shared = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
      CRC32 crc = new CRC32();
      crc.update(content);
      shared.putShort((short) 20).putShort((short) UTF_8).putShort((short) (deflated ? 8 : 0));
      shared.putInt(0).putInt((int) crc.getValue()).putInt(stored.length).putInt(content.length);
      shared.putShort((short) name.length);
      ByteBuffer line = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
      line.putInt(DIRECTORY_ENTRY).putShort((short) 20).put(shared.array(), 0, 24);
      line.putInt(42, files.size());
      directory.writeBytes(line.array());
      directory.writeBytes(name);
      ByteBuffer start = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0x04034b50);
      files.writeBytes(start.array());
      files.writeBytes(shared.array());
      files.writeBytes(name);
      files.writeBytes(stored);
    }
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN).putInt(END);
    end.putShort(8, (short) entries.size()).putShort(10, (short) entries.size());
    end.putInt(12, directory.size()).putInt(16, files.size());
    files.writeBytes(directory.toByteArray());
    files.writeBytes(end.array());
    return files.toByteArray();
  }

  private static byte[] deflate(byte[] content) {
    DEFLATER.reset();
    DEFLATER.setInput(content);
    DEFLATER.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    while (!DEFLATER.finished()) {
      out.write(buffer, 0, DEFLATER.deflate(buffer));
    }
    return out.toByteArray();
  }

  /** One field of the entry's line in the directory, or of its end, is another number. */
  private static byte[] lying(byte[] zip, int entry, Edit edit) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int number = NUMBERS[Math.floorMod(edit.value(), NUMBERS.length)];
    int end = zip.length - 22;
    if (Math.floorMod(edit.at(), 5) == 0 && bytes.getInt(end) == END) {
      put(bytes, end, END_FIELDS[Math.floorMod(edit.at() / 5, END_FIELDS.length)], number);
      return zip;
    }
    int at = bytes.getInt(end + 16);
    for (int i = 0; i < entry && at < end && bytes.getInt(at) == DIRECTORY_ENTRY; i++) {
      at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
    }
    if (at >= 0 && at < end) {
      put(bytes, at, FIELDS[Math.floorMod(edit.at() / 5, FIELDS.length)], number);
    }
    return zip;
  }

  private static void put(ByteBuffer bytes, int at, int[] field, int number) {
    if (field[1] == Short.BYTES) {
      bytes.putShort(at + field[0], (short) number);
    } else {
      bytes.putInt(at + field[0], number);
    }
  }
}
