package bnn4j.overlay.bitstream;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes {@code .bit} files as Vivado does. */
public final class BitFile {
  private BitFile() {}

  /** A file for a part, with a configuration. */
  public static Path write(Path file, String part, byte[] configuration) throws IOException {
    return Files.write(file, content(part, configuration));
  }

  /** The content of such a file. */
  static byte[] content(String part, byte[] configuration) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(9);
    out.writeLong(0x0FF0_0FF0_0FF0_0FF0L);
    out.writeByte(0);
    out.writeShort(1);
    section(out, 'a', "procsys_wrapper;UserID=0XFFFFFFFF;Version=2018.2");
    section(out, 'b', part);
    section(out, 'c', "2018/08/14");
    section(out, 'd', "12:01:58");
    out.writeByte('e');
    out.writeInt(configuration.length);
    out.write(configuration);
    return bytes.toByteArray();
  }

  private static void section(DataOutputStream out, char letter, String text) throws IOException {
    out.writeByte(letter);
    out.writeShort(text.length() + 1);
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.writeByte(0);
  }
}
