package bnn4j.hardware.draw;

import java.awt.Color;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing as SVG. */
public final class Svg {
  private final StringBuilder text = new StringBuilder();

  private Svg() {}

  /** The whole file. */
  public static String of(Drawing drawing) {
    Svg svg = new Svg();
    svg.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " viewBox=\"0 0 %d %d\" font-family=\"Helvetica, Arial, sans-serif\" role=\"img\">",
        drawing.width(), drawing.height(), drawing.width(), drawing.height());
    svg.add("<title>%s</title>", escaped(drawing.title()));
    svg.add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    drawing.shapes().forEach(svg::add);
    svg.add("</svg>");
    return svg.text.toString();
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void add(DrawnShape shape) {
    if (shape instanceof DrawnShape.Box box) {
      add(
          "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\""
              + " stroke=\"%s\"/>",
          number(box.x()),
          number(box.y()),
          number(box.width()),
          number(box.height()),
          number(box.radius()),
          color(box.fill()),
          color(box.border()));
    } else if (shape instanceof DrawnShape.Line line) {
      add(
          "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s/>",
          number(line.fromX()),
          number(line.fromY()),
          number(line.toX()),
          number(line.toY()),
          color(line.color()),
          number(line.width()),
          line.dashed() ? " stroke-dasharray=\"6 4\"" : "");
    } else if (shape instanceof DrawnShape.Area area) {
      add(
          "<polygon points=\"%s\" fill=\"%s\"/>",
          area.points().stream()
              .map(point -> number(point.x()) + "," + number(point.y()))
              .collect(Collectors.joining(" ")),
          color(area.fill()));
    } else if (shape instanceof DrawnShape.Dot dot) {
      add(
          "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>",
          number(dot.x()),
          number(dot.y()),
          number(dot.radius()),
          color(dot.fill()),
          color(dot.border()));
    } else if (shape instanceof DrawnShape.Label label) {
      add(label);
    }
  }

  private void add(DrawnShape.Label label) {
    String x = number(label.x());
    String y = number(label.y());
    add(
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s text-anchor=\"%s\"%s fill=\"%s\">%s</text>",
        x,
        y,
        number(label.size()),
        label.bold() ? " font-weight=\"bold\"" : "",
        label.anchor().name().toLowerCase(Locale.ROOT),
        label.degrees() == 0
            ? ""
            : " transform=\"rotate(%s %s %s)\"".formatted(number(label.degrees()), x, y),
        color(label.color()),
        escaped(label.text()));
  }

  /** At most a tenth of a pixel. */
  private static String number(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }

  private static String color(Color color) {
    return "#%06x".formatted(color.getRGB() & 0xffffff);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
