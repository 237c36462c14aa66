package bnn4j.experiment.report;

import bnn4j.evaluation.report.Palette;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.EpochMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws curves side by side, with two dots per pixel so that they are sharp on every screen. */
public final class CurvePlot {
  static final int WIDTH = 540;
  static final int HEIGHT = 340;
  private static final int DOTS_PER_PIXEL = 2;

  private CurvePlot() {}

  /**
   * Writes a PNG of accuracy, loss and learning rate, each if it was measured.
   *
   * @throws Refusal if there is nothing to draw
   */
  public static void write(List<EpochMetrics> epochs, Path png) {
    draw(Curve.in(epochs), png);
  }

  /**
   * Writes a PNG of validation accuracy, loss and learning rate of two runs, each if one of them
   * measured it.
   *
   * @throws Refusal if there is nothing to draw
   */
  public static void write(RunCurve first, RunCurve second, Path png) {
    draw(Curve.of(first, second), png);
  }

  private static void draw(List<Curve> curves, Path png) {
    if (curves.isEmpty()) {
      throw new Refusal("%s: no epochs to draw".formatted(png));
    }
    byte[] picture = png(curves, Palette.LIGHT);
    AtomicFile.write(png, out -> out.write(picture));
  }

  /** The curves from left to right. */
  static byte[] png(List<Curve> curves, Palette palette) {
    BufferedImage image =
        new BufferedImage(
            curves.size() * WIDTH * DOTS_PER_PIXEL,
            HEIGHT * DOTS_PER_PIXEL,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(DOTS_PER_PIXEL, DOTS_PER_PIXEL);
    for (Curve curve : curves) {
      curve.chart(palette).paint(graphics, WIDTH, HEIGHT);
      graphics.translate(WIDTH, 0);
    }
    graphics.dispose();
    return encoded(image);
  }

  private static byte[] encoded(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("this JDK cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
