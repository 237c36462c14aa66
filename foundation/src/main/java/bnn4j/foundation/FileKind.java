package bnn4j.foundation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Detects the kind of a file by its first bytes: images, and other files that users mistake for
 * images, records or models. Used for messages and for refusals.
 */
public final class FileKind {
  /** Number of bytes that are needed to detect the kind. */
  public static final int HEAD = 16;

  /** Marks in Latin-1, and what they mean; a dot may be any byte. */
  private static final List<String[]> MARKS =
      List.of(
          new String[] {"\u0089PNG", "a PNG picture"},
          new String[] {"\u00ff\u00d8\u00ff", "a JPEG picture"},
          new String[] {"GIF8", "a GIF picture"},
          new String[] {"RIFF....WEBP", "a WebP picture"},
          new String[] {"II*\0", "a TIFF picture"},
          new String[] {"MM\0*", "a TIFF picture"},
          new String[] {"II+\0", "a TIFF picture"},
          new String[] {"MM\0+", "a TIFF picture"},
          new String[] {"....ftypavif", "an AVIF picture"},
          new String[] {"....ftypavis", "an AVIF picture"},
          new String[] {"....ftyphe", "a HEIC picture"},
          new String[] {"....ftypmif1", "a HEIC picture"},
          new String[] {"....ftypmsf1", "a HEIC picture"},
          new String[] {"....ftyp", "a video, or a frame of one"},
          new String[] {"\0\0\0\u000cjP  ", "a JPEG 2000 picture"},
          new String[] {"\u00ffO\u00ffQ", "a JPEG 2000 picture"},
          new String[] {"\0\0\0\u000cJXL ", "a JPEG XL picture"},
          new String[] {"\u00ff\n", "a JPEG XL picture"},
          new String[] {"8BPS", "a Photoshop picture"},
          new String[] {"\0\0\1\0", "an icon"},
          new String[] {"\0\0\2\0", "a cursor"},
          new String[] {"gimp xcf", "a GIMP picture"},
          new String[] {"v/1\1", "an OpenEXR picture"},
          new String[] {"RIFF", "a sound or film (RIFF)"},
          new String[] {"%PDF", "a PDF document"},
          new String[] {"%!PS", "a PostScript document"},
          new String[] {"PK\3\4", "a zip archive"},
          new String[] {"PK\5\6", "a zip archive"},
          new String[] {"\u001f\u008b", "a gzip archive"},
          new String[] {"7z\u00bc\u00af", "a 7z archive"},
          new String[] {"Rar!", "a RAR archive"},
          new String[] {"\u00fd7zXZ", "an xz archive"},
          new String[] {"BZh", "a bzip2 archive"},
          new String[] {"(\u00b5/\u00fd", "a zstd archive"},
          new String[] {"\u0093NUMPY", "a numpy array"},
          new String[] {"MATLAB", "a MATLAB file"},
          new String[] {"\u0089HDF", "an HDF5 file"},
          new String[] {"\0\0\u0008\3", "an IDX file of images"},
          new String[] {"\0\0\u0008\1", "an IDX file of labels"},
          new String[] {"\u007fELF", "a program"},
          new String[] {"<?xml", "an XML document, perhaps an SVG picture"},
          new String[] {"<svg", "an SVG picture"},
          new String[] {"<!DOC", "a web page"},
          new String[] {"<!doc", "a web page"},
          new String[] {"<html", "a web page"},
          new String[] {"<HTML", "a web page"},
          new String[] {
            "version https://",
            "a Git LFS pointer, which stands for a file that was not downloaded ('git lfs pull' gets"
                + " it)"
          },
          new String[] {"{\\rtf", "a text document"});

  /** The kind of text without a known beginning. */
  public static final String TEXT = "a text file";

  private FileKind() {}

  /** The kind of a file that begins with these bytes; empty if unknown. */
  public static Optional<String> of(byte[] head) {
    String begin = new String(head, StandardCharsets.ISO_8859_1);
    return MARKS.stream()
        .filter(m -> matches(begin, m[0]))
        .map(m -> m[1])
        .findFirst()
        .or(() -> isText(begin) ? Optional.of(TEXT) : Optional.empty());
  }

  /** The kind of a file by its first bytes; empty if it is unknown or the file cannot be read. */
  public static Optional<String> of(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(HEAD));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether nothing but letters, signs and space is there, a letter or a bracket first or the mark
   * of UTF-8. Labels and small numbers are never taken for text.
   */
  private static boolean isText(String begin) {
    if (begin.startsWith("\u00ef\u00bb\u00bf")) {
      return true;
    }
    String text = begin.substring(0, Math.min(HEAD, begin.length()));
    return !text.isEmpty()
        && text.charAt(0) >= 'A'
        && text.chars()
            .allMatch(c -> (c >= 0x20 && c <= 0x7e) || c == '\n' || c == '\r' || c == '\t');
  }

  private static boolean matches(String begin, String mark) {
    if (begin.length() < mark.length()) {
      return false;
    }
    for (int i = 0; i < mark.length(); i++) {
      if (mark.charAt(i) != '.' && mark.charAt(i) != begin.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
