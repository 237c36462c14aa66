package bnn4j.hardware.draw;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An output file of a drawing; its suffix selects the format.
 *
 * @param path ends in {@code .svg} or {@code .png}
 */
public record DrawingFile(Path path) {
  /**
   * Checks the name, so that it is refused before any work.
   *
   * @throws Refusal if it is neither SVG nor PNG
   */
  public DrawingFile {
    String name = name(path);
    if (!name.endsWith(".svg") && !name.endsWith(".png")) {
      throw new Refusal("%s: expected a name that ends in .svg or .png".formatted(path));
    }
  }

  private static String name(Path path) {
    return path.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Draws.
   *
   * @throws Refusal if the file cannot be written
   */
  public void write(Drawing drawing) {
    if (name(path).endsWith(".svg")) {
      AtomicFile.write(path, Svg.of(drawing));
    } else {
      AtomicFile.write(path, out -> Png.write(drawing, out));
    }
  }
}
