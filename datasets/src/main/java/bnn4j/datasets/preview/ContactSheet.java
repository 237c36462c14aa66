package bnn4j.datasets.preview;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Images of a dataset side by side, enlarged, each with its class below. */
public final class ContactSheet {
  /** Images are enlarged by the greatest whole factor that keeps them within these pixels. */
  private static final int IMAGE_SIDE = 84;

  private static final int CAPTION = 16;
  private static final int GAP = 6;
  private static final Color PAPER = new Color(0xf4f4f4);
  private static final Color TEXT = new Color(0x202020);

  private final LabeledImages images;
  private final int enlarged;
  private final int cellWidth;
  private final int cellHeight;
  private final byte[] pixels;

  private ContactSheet(LabeledImages images) {
    ImageShape shape = images.shape();
    this.images = images;
    this.enlarged = Math.max(1, IMAGE_SIDE / Math.max(shape.rows(), shape.columns()));
    this.cellWidth = shape.columns() * enlarged + GAP;
    this.cellHeight = shape.rows() * enlarged + CAPTION + GAP;
    this.pixels = new byte[shape.values()];
  }

  /**
   * Checks the file name of a sheet, before anything is loaded.
   *
   * @throws Refusal if it is neither a PNG nor a JPEG by its name
   */
  public static void checkName(Path file) {
    format(file);
  }

  /**
   * Draws the first {@code rows * columns} images, row by row, or fewer if there are not so many.
   *
   * @param file a PNG or a JPEG, as its name says
   * @throws Refusal if rows or columns are not positive, images are neither grey nor RGB, or the
   *     file cannot be written
   */
  public static void write(LabeledImages images, int rows, int columns, Path file) {
    String format = format(file);
    if (rows < 1 || columns < 1) {
      throw new Refusal(
          "a contact sheet needs rows and columns, found %d x %d".formatted(rows, columns));
    }
    int channels = images.shape().channels();
    if (channels != 1 && channels != 3) {
      throw new Refusal("a contact sheet shows images of 1 or 3 channels; these have " + channels);
    }
    BufferedImage sheet = new ContactSheet(images).draw(rows, columns);
    byte[] bytes = encoded(sheet, format);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  private static String format(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
      return "jpg";
    }
    if (!name.endsWith(".png")) {
      throw new Refusal(
          ("%s: a contact sheet is a PNG or JPEG file; use a name that ends in .png or" + " .jpg")
              .formatted(file));
    }
    return "png";
  }

  /**
   * In memory: ImageIO forgets why a file cannot be written, and leaves its stream to fail again.
   */
  private static byte[] encoded(BufferedImage sheet, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(sheet, format, bytes)) {
        throw new IllegalStateException("this JVM cannot write " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private BufferedImage draw(int rows, int columns) {
    BufferedImage sheet =
        new BufferedImage(
            GAP + columns * cellWidth, GAP + rows * cellHeight, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, CAPTION - 4));
    graphics.setColor(TEXT);
    for (int i = 0; i < Math.min(images.size(), (long) rows * columns); i++) {
      int left = GAP + i % columns * cellWidth;
      int top = GAP + i / columns * cellHeight;
      graphics.drawImage(picture(i), left, top, cellWidth - GAP, cellHeight - CAPTION - GAP, null);
      String name = images.classNames().get(images.label(i));
      graphics.drawString(
          fitting(name, graphics.getFontMetrics()), left, top + cellHeight - GAP - 4);
    }
    graphics.dispose();
    return sheet;
  }

  private BufferedImage picture(int image) {
    ImageShape shape = images.shape();
    images.copyPixels(image, pixels, 0);
    BufferedImage picture =
        new BufferedImage(shape.columns(), shape.rows(), BufferedImage.TYPE_INT_RGB);
    int plane = shape.rows() * shape.columns();
    for (int pixel = 0; pixel < plane; pixel++) {
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        int source = shape.channels() == 1 ? pixel : channel * plane + pixel;
        rgb = (rgb << 8) | (pixels[source] & 255);
      }
      picture.setRGB(pixel % shape.columns(), pixel / shape.columns(), rgb);
    }
    return picture;
  }

  /** The part of a name that fits the width of a cell. */
  private String fitting(String name, FontMetrics metrics) {
    int length = name.length();
    while (length > 1 && metrics.stringWidth(name.substring(0, length)) > cellWidth - GAP) {
      length--;
    }
    return name.substring(0, length);
  }
}
