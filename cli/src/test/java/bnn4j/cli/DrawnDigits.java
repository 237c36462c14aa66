package bnn4j.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws digits as people hold them before a camera: by three hands, on all kinds of paper. */
final class DrawnDigits {
  /** What the picture is like. */
  enum Style {
    LIGHT_ON_DARK,
    DARK_ON_LIGHT,
    THIN,
    THICK,
    SMALL_AND_OFF_CENTRE,
    TURNED,
    COLOURED,
    NOISE,
    DARK_CORNERS,
    LIGHT_FROM_ONE_SIDE,
    SHADOW_WITH_AN_EDGE,
    STRONG_JPEG,
    LINED_PAPER,
    SQUARED_PAPER,
    PHOTO,
    BOARD_IN_BAD_LIGHT,
    DUST,
    PAPER_ON_A_TABLE,
    PENCIL
  }

  /** Of each hand, of each digit, its strokes: x and y by turns, in a box of 10 by 14. */
  private static final String[][] HANDS = {
    {
      "5,0 2,3 1,8 3,13 6,14 9,10 9,4 7,1 5,0",
      "5,0 5,14",
      "1,3 3,0 7,0 9,3 7,7 3,11 1,14 9,14",
      "1,1 5,0 8,2 8,5 4,7;4,7 8,8 9,11 6,14 1,13",
      "7,14 7,0 1,9 10,9",
      "9,0 2,0 2,6 6,5 9,8 8,12 5,14 1,13",
      "7,0 3,4 1,9 3,13 7,14 9,11 7,8 3,8 1,10",
      "1,0 9,0 6,7 4,14",
      "5,7 2,4 3,1 6,0 8,2 7,5 5,7 2,10 2,13 5,14 8,13 8,10 5,7",
      "8,4 6,7 3,6 2,3 4,0 7,1 8,4 8,9 6,14"
    },
    {
      "6,0 3,1 1,5 1,10 3,14 6,14 9,11 10,5 8,1 6,0",
      "6,0 4,14",
      "1,4 2,1 6,0 8,2 8,5 5,9 1,13 4,12 6,14 9,13",
      "2,1 6,0 9,2 7,5 4,6 8,8 8,12 5,14 1,12",
      "2,0 1,7 4,8 9,7;8,3 7,14",
      "3,1 2,6 6,5 8,8 8,12 5,14 2,13;3,1 9,0",
      "6,0 3,3 1,8 2,12 5,14 8,12 8,9 5,7 2,10",
      "1,1 5,1 9,0 7,5 5,10 4,14",
      "8,2 5,0 2,2 4,5 7,8 8,11 5,14 2,12 3,9 6,6 8,2",
      "9,2 6,0 3,2 3,5 6,7 8,5 9,2 8,8 7,14"
    },
    {
      "4,0 1,4 1,10 4,14 7,13 9,8 8,2 4,0",
      "3,2 5,0 5,14",
      "1,2 5,0 8,2 7,6 4,10 1,14 5,13 10,14",
      "1,0 8,0 4,5 8,7 9,11 6,14 1,12",
      "3,0 1,8 9,8;7,4 7,14",
      "8,0 3,0 2,6 5,5 8,7 8,11 5,14 1,13",
      "5,0 2,6 2,11 4,14 7,13 8,10 6,8 2,10",
      "1,1 9,1 5,8 4,14",
      "5,6 2,3 4,0 7,1 7,4 5,6 2,9 2,12 5,14 8,12 8,9 5,6",
      "8,3 5,0 2,3 4,6 7,6 8,3 8,14"
    }
  };

  static final int HANDS_THERE = HANDS.length;

  private DrawnDigits() {}

  /** A picture of a digit, the same each time. */
  static BufferedImage draw(int digit, int hand, Style style) {
    Random chance = new Random(digit * 1000L + hand * 100L + style.name().hashCode());
    int width = style == Style.PHOTO ? 960 : 200 + chance.nextInt(300);
    int height = style == Style.PHOTO ? 720 : 200 + chance.nextInt(200);
    boolean light = style == Style.LIGHT_ON_DARK || style == Style.BOARD_IN_BAD_LIGHT;
    int paper = light ? 20 + chance.nextInt(40) : 255 - chance.nextInt(60);
    int ink = light ? 255 - chance.nextInt(40) : chance.nextInt(60);
    Color ground = new Color(paper, paper, paper);
    Color pen = new Color(ink, ink, ink);
    if (style == Style.COLOURED) {
      ground = new Color(Color.HSBtoRGB(chance.nextFloat(), 0.25f, 0.95f));
      pen = new Color(Color.HSBtoRGB(chance.nextFloat(), 0.9f, 0.5f));
    } else if (style == Style.PENCIL) {
      ground = new Color(210, 208, 200);
      pen = new Color(150, 150, 150);
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(ground);
    g.fillRect(0, 0, width, height);
    rule(g, style, width, height);
    strokes(g, digit, hand, style, pen, width, height, chance);
    g.dispose();
    light(image, style, chance);
    return style == Style.STRONG_JPEG || style == Style.PHOTO ? jpeg(image, 0.3f) : image;
  }

  private static void rule(Graphics2D g, Style style, int width, int height) {
    if (style == Style.LINED_PAPER || style == Style.SQUARED_PAPER) {
      int gap = height / (style == Style.LINED_PAPER ? 7 : 14);
      g.setColor(new Color(150, 180, 220));
      g.setStroke(new BasicStroke(1.5f));
      for (int y = gap / 2; y < height; y += gap) {
        g.drawLine(0, y, width, y);
      }
      for (int x = gap / 2; style == Style.SQUARED_PAPER && x < width; x += gap) {
        g.drawLine(x, 0, x, height);
      }
      if (style == Style.LINED_PAPER) {
        g.setColor(new Color(220, 120, 120));
        g.drawLine(width / 12, 0, width / 12, height);
      }
    }
  }

  private static void strokes(
      Graphics2D g,
      int digit,
      int hand,
      Style style,
      Color pen,
      int width,
      int height,
      Random chance) {
    boolean small = style == Style.SMALL_AND_OFF_CENTRE;
    double tall = height * (small ? 0.25 : 0.5 + 0.25 * chance.nextDouble());
    double unit = tall / 14;
    double room = Math.max(0, (width - 10 * unit) / 2 - tall * 0.15);
    double roomDown = Math.max(0, (height - tall) / 2 - tall * 0.15);
    double off = small ? 1 : 0.5;
    AffineTransform place = new AffineTransform();
    place.translate(
        width / 2.0 + room * off * (2 * chance.nextDouble() - 1),
        height / 2.0 + roomDown * off * (2 * chance.nextDouble() - 1));
    double most = style == Style.TURNED ? 12 : 4;
    place.rotate(Math.toRadians(most * (2 * chance.nextDouble() - 1)));
    place.scale(unit * (0.85 + 0.3 * chance.nextDouble()), unit);
    place.translate(-5, -7);
    double thick =
        switch (style) {
          case THIN -> 0.03;
          case THICK -> 0.14;
          default -> 0.06 + 0.04 * chance.nextDouble();
        };
    g.setColor(pen);
    g.setStroke(
        new BasicStroke(
            (float) Math.max(1.5, tall * thick), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (String stroke : HANDS[hand][digit].split(";", -1)) {
      g.draw(place.createTransformedShape(path(stroke, chance)));
    }
  }

  /** A smooth line through the points. */
  private static Path2D path(String stroke, Random chance) {
    String[] points = stroke.split(" ", -1);
    double[] x = new double[points.length];
    double[] y = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      String[] numbers = points[i].split(",", -1);
      x[i] = Double.parseDouble(numbers[0]) + 0.25 * chance.nextGaussian();
      y[i] = Double.parseDouble(numbers[1]) + 0.25 * chance.nextGaussian();
    }
    Path2D path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    int last = points.length - 1;
    for (int i = 0; i < last; i++) {
      int before = Math.max(0, i - 1);
      int after = Math.min(last, i + 2);
      path.curveTo(
          x[i] + (x[i + 1] - x[before]) / 8,
          y[i] + (y[i + 1] - y[before]) / 8,
          x[i + 1] - (x[after] - x[i]) / 8,
          y[i + 1] - (y[after] - y[i]) / 8,
          x[i + 1],
          y[i + 1]);
    }
    return path;
  }

  private static void light(BufferedImage image, Style style, Random chance) {
    int width = image.getWidth();
    int height = image.getHeight();
    double noise =
        switch (style) {
          case NOISE -> 15 + 15 * chance.nextDouble();
          case DARK_CORNERS, BOARD_IN_BAD_LIGHT, PHOTO -> 8;
          case LIGHT_FROM_ONE_SIDE, SHADOW_WITH_AN_EDGE, PAPER_ON_A_TABLE, PENCIL -> 4;
          default -> 0;
        };
    double edge = width * (0.3 + 0.4 * chance.nextDouble());
    double slope = chance.nextDouble() - 0.5;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double across = 2.0 * x / width - 1;
        double down = 2.0 * y / height - 1;
        double light =
            switch (style) {
              case DARK_CORNERS, BOARD_IN_BAD_LIGHT ->
                  1 - 0.45 * (across * across + down * down) / 2;
              case LIGHT_FROM_ONE_SIDE -> 0.7 + 0.3 * across;
              case PHOTO -> 0.75 + 0.15 * across - 0.1 * down;
              case SHADOW_WITH_AN_EDGE -> x + slope * y < edge ? 0.6 : 1;
              case PAPER_ON_A_TABLE -> x > width * 0.92 || y > height * 0.93 ? 0.3 : 1;
              default -> 1;
            };
        double off = noise * chance.nextGaussian();
        boolean dust = style == Style.DUST && chance.nextInt(900) == 0;
        int from = image.getRGB(x, y);
        int to = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
          double value = dust ? 40 : ((from >> shift) & 255) * light + off;
          to |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
        }
        image.setRGB(x, y, to);
      }
    }
  }

  private static BufferedImage jpeg(BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam setting = writer.getDefaultWriteParam();
    setting.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    setting.setCompressionQuality(quality);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), setting);
      out.flush();
      return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      writer.dispose();
    }
  }
}
