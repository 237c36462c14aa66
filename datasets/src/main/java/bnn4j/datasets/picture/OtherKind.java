package bnn4j.datasets.picture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Kinds of files that are not read, but known by their first bytes: pictures in other formats, and
 * what people take for pictures or records. Only for messages, and so that none is taken for
 * something else.
 */
final class OtherKind {
  /** Bytes of a file that tell its kind. */
  static final int HEAD = 16;

  /** Marks in Latin-1, and what they mean; a dot may be any byte. */
  private static final List<String[]> MARKS =
      List.of(
          new String[] {"II*\0", "a TIFF picture"},
          new String[] {"MM\0*", "a TIFF picture"},
          new String[] {"II+\0", "a TIFF picture"},
          new String[] {"MM\0+", "a TIFF picture"},
          new String[] {"....ftypavif", "an AVIF picture"},
          new String[] {"....ftypavis", "an AVIF picture"},
          new String[] {"....ftyphe", "a HEIC picture"},
          new String[] {"....ftypmif1", "a HEIC picture"},
          new String[] {"....ftypmsf1", "a HEIC picture"},
          new String[] {"....ftyp", "a film, or a picture taken from one"},
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
          new String[] {"<html", "a web page"},
          new String[] {"{\\rtf", "a text document"});

  private OtherKind() {}

  /** What a file that begins so is, if that is known. */
  static Optional<String> of(byte[] head) {
    String begin = new String(head, StandardCharsets.ISO_8859_1);
    return MARKS.stream().filter(m -> matches(begin, m[0])).map(m -> m[1]).findFirst();
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
