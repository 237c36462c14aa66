package bnn4j.datasets.picture;

import java.util.Arrays;
import java.util.List;

/**
 * The segments of a JPEG file before its first scan. Damage ends the search; the decoder reports
 * it.
 *
 * @param components identifiers of the colours, as the frame gives them; none if there is no frame
 * @param jfif whether it says that it is a JFIF file, which means YCbCr
 * @param exif whether it has an Exif block, which means YCbCr, too
 * @param transform what its Adobe segment says: 0 for RGB or CMYK, 1 for YCbCr, 2 for YCCK; -1
 *     without such a segment
 * @param orientation as {@link Exif} has it
 */
record JpegHeader(
    List<Integer> components, boolean jfif, boolean exif, int transform, int orientation) {
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final int START_OF_SCAN = 0xda;

  /** Reads the segments. */
  static JpegHeader of(byte[] file) {
    List<Integer> components = List.of();
    boolean jfif = false;
    boolean exif = false;
    int transform = -1;
    int orientation = Exif.UPRIGHT;
    int at = 2;
    while (at + 4 <= file.length && (file[at] & 255) == 255) {
      int marker = file[at + 1] & 255;
      if (marker == 255) {
        at++; // padding
        continue;
      }
      int length = ((file[at + 2] & 255) << 8) | (file[at + 3] & 255);
      int from = at + 4;
      int to = at + 2 + length;
      if (length < 2 || to > file.length || marker == START_OF_SCAN) {
        break;
      }
      if (marker == APP0 && startsWith(file, from, to, "JFIF")) {
        jfif = true;
      } else if (marker == APP1 && startsWith(file, from, to, "Exif")) {
        orientation = exif ? orientation : Exif.orientation(file, Math.min(from + 6, to), to);
        exif = true;
      } else if (marker == APP14 && startsWith(file, from, to, "Adobe") && to - from >= 12) {
        transform = file[from + 11] & 255;
      } else if (isFrame(marker) && to - from >= 6) {
        int count = Math.min(file[from + 5] & 255, (to - from - 6) / 3);
        Integer[] found = new Integer[count];
        Arrays.setAll(found, i -> file[from + 6 + 3 * i] & 255);
        components = List.of(found);
      }
      at = to;
    }
    return new JpegHeader(components, jfif, exif, transform, orientation);
  }

  /** Whether its four colours are cyan, magenta, yellow and black, or made of these. */
  boolean isFourColours() {
    return components.size() == 4;
  }

  /**
   * Whether nothing but the identifiers says how its three colours are kept. Other programs take
   * them for YCbCr then; ImageIO guesses.
   */
  boolean isPlainYcc() {
    return components.equals(List.of(1, 2, 3)) && !jfif && !exif && transform < 0;
  }

  /** Start of a frame: all of 0xc0 to 0xcf but tables and reserved ones. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static boolean startsWith(byte[] file, int from, int to, String word) {
    if (to - from <= word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (file[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
