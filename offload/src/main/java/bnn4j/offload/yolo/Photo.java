package bnn4j.offload.yolo;

import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.offload.jpeg.JpegDecoder;
import java.io.IOException;
import java.nio.file.Path;

/** Photos as darknet reads them. */
public final class Photo {
  private static final int MOST_BYTES = 1 << 28;

  private Photo() {}

  /**
   * Reads a photo: JPEG by the original's own decoder, all else, and JPEG for printing, as other
   * pictures are read. A photo that its camera took on its side is turned upright, which the
   * original leaves to people.
   *
   * @throws Refusal if it is missing, damaged, or no picture
   */
  public static Picture read(Path file) {
    try {
      byte[] bytes = InputFile.read(file, MOST_BYTES, "an image file");
      return JpegDecoder.isJpeg(bytes) && JpegDecoder.decodes(bytes)
          ? PictureReader.upright(JpegDecoder.decode(file.toString(), bytes), bytes)
          : PictureReader.read(file.toString(), bytes);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    }
  }
}
