package bnn4j.datasets.picture;

import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/**
 * What ImageIO leaves to its callers when it reads GIF: to see that all rows came, and to look at
 * its warnings. A file that has lost a part leaves the rows black that it was of.
 */
final class GifReader implements IIOReadProgressListener {
  private static final float WHOLE = 100;

  private float percent;
  private String warning;

  private GifReader() {}

  /**
   * The first picture.
   *
   * @throws IOException if it is damaged, or only a part of it is there
   */
  static Picture read(ImageReader reader) throws IOException {
    GifReader progress = new GifReader();
    reader.addIIOReadProgressListener(progress);
    reader.addIIOReadWarningListener((source, text) -> progress.warning = text);
    Picture picture = ImageColours.of(reader.read(0));
    if (progress.warning != null || progress.percent < WHOLE) {
      throw new IOException(
          "a part of the picture is missing or broken: "
              + (progress.warning != null
                  ? progress.warning
                  : "only %.0f %% of its rows are there".formatted(progress.percent)));
    }
    return picture;
  }

  @Override
  public void imageProgress(ImageReader source, float percentage) {
    percent = percentage;
  }

  @Override
  public void sequenceStarted(ImageReader source, int from) {
    // Of no matter, as all that follows.
  }

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void imageStarted(ImageReader source, int image) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int image, int thumbnail) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentage) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}

  @Override
  public void readAborted(ImageReader source) {}
}
