package bnn4j.overlay.bitstream;

import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads {@code .bit} files: a field of 2 bytes length and as many bytes of magic, the number 1 in 2
 * bytes, then sections of a letter, a length and as many bytes. {@code a} to {@code d} are texts
 * with a length of 2 bytes, {@code e} is the configuration with a length of 4. Big-endian.
 */
final class BitstreamReader {
  private static final int FIRST_TEXT = 0x61;
  private static final int CONFIGURATION = 0x65;

  /** Larger files than any chip's configuration are something else. */
  private static final long LARGEST = 256 << 20;

  private final Path file;
  private final ByteBuffer bytes;

  private BitstreamReader(Path file, byte[] content) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(content);
  }

  static Bitstream read(Path file) {
    return new BitstreamReader(file, content(file)).bitstream();
  }

  private static byte[] content(Path file) {
    InputFile.check(file);
    try {
      long size = Files.size(file);
      if (size > LARGEST) {
        throw new Refusal("%s: %d bytes, larger than any bitstream".formatted(file, size));
      }
      return Files.readAllBytes(file);
    } catch (AccessDeniedException e) {
      throw new Refusal("%s: access denied".formatted(file), e);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    }
  }

  private Bitstream bitstream() {
    skip(length16("the length of the magic"), "the magic");
    int at = bytes.position();
    int one = length16("the number 1");
    if (one != 1) {
      throw wrong(at, "expected the number 1, found %d".formatted(one));
    }
    String[] texts = new String[CONFIGURATION - FIRST_TEXT];
    for (int section = FIRST_TEXT; section < CONFIGURATION; section++) {
      letter(section);
      texts[section - FIRST_TEXT] = text(section);
    }
    letter(CONFIGURATION);
    checkConfiguration();
    String design = texts[0].replaceAll(";.*", "");
    return new Bitstream(
        file, design, texts[1], texts[2], texts[3], bytes.array(), bytes.position());
  }

  private void letter(int expected) {
    int at = bytes.position();
    need(1, "section '%c'".formatted(expected));
    int found = Byte.toUnsignedInt(bytes.get());
    if (found != expected) {
      throw wrong(at, "expected section 0x%02x, found 0x%02x".formatted(expected, found));
    }
  }

  /** Texts end with a zero. */
  private String text(int section) {
    String what = "the text of section '%c'".formatted(section);
    int length = length16("the length of section '%c'".formatted(section));
    need(length, what);
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.ISO_8859_1).replace("\0", "");
  }

  private void checkConfiguration() {
    int at = bytes.position();
    need(Integer.BYTES, "the length of section 'e'");
    long length = Integer.toUnsignedLong(bytes.getInt());
    if (length != bytes.remaining()) {
      throw wrong(
          at,
          "the configuration should be %d bytes, %d follow; the file is incomplete or contains"
                  .formatted(length, bytes.remaining())
              + " more than a bitstream");
    }
    if (length == 0 || length % Integer.BYTES != 0) {
      throw wrong(at, "the configuration is %d bytes; expected words of 4 bytes".formatted(length));
    }
  }

  private int length16(String what) {
    need(Short.BYTES, what);
    return Short.toUnsignedInt(bytes.getShort());
  }

  private void skip(int length, String what) {
    need(length, what);
    bytes.position(bytes.position() + length);
  }

  private void need(int length, String what) {
    if (bytes.remaining() < length) {
      throw wrong(
          bytes.position(),
          "the file ends in %s: needs %d bytes, has %d".formatted(what, length, bytes.remaining()));
    }
  }

  private Refusal wrong(int at, String what) {
    return new Refusal("%s: not a .bit file; at byte %d: %s".formatted(file, at, what));
  }
}
