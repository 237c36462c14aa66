package bnn4j.offload.yolo;

import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.foundation.Refusal;
import bnn4j.offload.jpeg.JpegDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Photos as darknet reads them. */
public final class Photo {
  private Photo() {}

  /**
   * Reads a photo: JPEG by the original's own decoder, all else, and JPEG for printing, as other
   * pictures are read.
   *
   * @throws Refusal if it is missing, damaged, or no picture
   */
  public static Picture read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new Refusal("%s: no such file".formatted(file));
      }
      byte[] bytes = Files.readAllBytes(file);
      return JpegDecoder.isJpeg(bytes) && JpegDecoder.decodes(bytes)
          ? JpegDecoder.decode(file.toString(), bytes)
          : PictureReader.read(file.toString(), bytes);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
