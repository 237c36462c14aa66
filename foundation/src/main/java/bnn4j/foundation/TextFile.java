package bnn4j.foundation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Text files in UTF-8, with or without byte order mark. */
public final class TextFile {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Larger than any config and any table of a dataset. */
  private static final int MOST_BYTES = 8 << 20;

  private TextFile() {}

  /**
   * The text of a file, its byte order mark left out.
   *
   * @throws Refusal if it is missing, larger than 8 MiB, or no UTF-8
   */
  public static String read(Path file) {
    return read(file, MOST_BYTES);
  }

  /**
   * The text of a file, its byte order mark left out.
   *
   * @param mostBytes that it may have; a pipe has no size, so no more are read
   * @throws Refusal if it is missing, no file, larger, or no UTF-8
   */
  public static String read(Path file, int mostBytes) {
    InputFile.checkReadable(file, "");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new Refusal(
            "%s: expected a text of at most %d bytes, found more".formatted(file, mostBytes));
      }
      return withoutMark(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (NoSuchFileException e) {
      throw new Refusal(file + ": no such file", e);
    } catch (CharacterCodingException e) {
      throw new Refusal(
          "%s: expected text in UTF-8, found %s"
              .formatted(
                  file,
                  FileKind.of(file).filter(kind -> !kind.contains("text")).orElse("other bytes")),
          e);
    } catch (IOException e) {
      String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
      throw new Refusal("%s: cannot be read: %s".formatted(file, reason), e);
    }
  }

  /**
   * The lines of a file, its byte order mark left out.
   *
   * @throws Refusal if it is missing, larger than 8 MiB, or no UTF-8
   */
  public static List<String> lines(Path file) {
    return read(file).lines().toList();
  }

  /**
   * A text whose byte order mark says how it is encoded, as spreadsheets write it: in UTF-16, or
   * else in UTF-8. What is no such encoding becomes the replacement character.
   */
  public static String decode(byte[] bytes) {
    if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
      return withoutMark(new String(bytes, StandardCharsets.UTF_16LE));
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
      return withoutMark(new String(bytes, StandardCharsets.UTF_16BE));
    }
    return withoutMark(new String(bytes, StandardCharsets.UTF_8));
  }

  /** The same text without a byte order mark at its beginning. */
  public static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
