package bnn4j.network.npz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes {@code arr_0.npy}, {@code arr_1.npy}, ... of floats, deflated, the same bytes each time.
 */
final class NpzWriter {
  /** Numbers begin at a multiple of this (numpy's format 1.0). */
  private static final int ALIGNMENT = 64;

  /** Magic, version and length of the header. */
  private static final int PREFIX = 10;

  /** The first that a zip file can tell, so that nothing in it depends on the time. */
  private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;
  private int arrays;

  NpzWriter(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /** Writes the next array, in C order. */
  void write(float[] numbers, List<Integer> shape) throws IOException {
    String dictionary =
        "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(NpyHeader.text(shape));
    int header = PREFIX + dictionary.length() + 1;
    int padded = (header + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String text = dictionary + " ".repeat(padded - header) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(padded + numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) text.length());
    bytes.put(text.getBytes(StandardCharsets.ISO_8859_1));
    bytes.asFloatBuffer().put(numbers);
    ZipEntry entry = new ZipEntry("arr_%d.npy".formatted(arrays));
    entry.setTimeLocal(ANY_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes.array());
    zip.closeEntry();
    arrays++;
  }

  /** Ends the archive; the stream stays open. */
  void finish() throws IOException {
    zip.finish();
  }
}
