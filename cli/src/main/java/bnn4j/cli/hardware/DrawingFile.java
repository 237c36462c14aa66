package bnn4j.cli.hardware;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.hardware.draw.Drawing;
import bnn4j.hardware.draw.Png;
import bnn4j.hardware.draw.Svg;
import java.nio.file.Path;
import java.util.Locale;

/** A file for a drawing; its name says what it is. */
record DrawingFile(Path path) {
  /**
   * Checks the name, so that it is refused before any work.
   *
   * @throws Refusal if it is neither SVG nor PNG
   */
  DrawingFile {
    String name = name(path);
    if (!name.endsWith(".svg") && !name.endsWith(".png")) {
      throw new Refusal("%s: expected a name that ends in .svg or .png".formatted(path));
    }
  }

  private static String name(Path path) {
    return path.toString().toLowerCase(Locale.ROOT);
  }

  void write(Drawing drawing) {
    if (name(path).endsWith(".svg")) {
      AtomicFile.write(path, Svg.of(drawing));
    } else {
      AtomicFile.write(path, out -> Png.write(drawing, out));
    }
  }
}
