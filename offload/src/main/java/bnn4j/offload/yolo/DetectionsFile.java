package bnn4j.offload.yolo;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.offload.yolo.BoundingBox.PixelBox;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Detections as JSON: each with its class, its probability, and its box, relative and in pixels.
 */
public final class DetectionsFile {
  private DetectionsFile() {}

  /**
   * Writes what has been found in a photo.
   *
   * @throws Refusal if the file cannot be written
   */
  public static void write(
      Path file, String photo, int columns, int rows, List<Detection> detections) {
    AtomicFile.write(
        file,
        out -> {
          try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("photo", photo);
            json.writeNumberField("width", columns);
            json.writeNumberField("height", rows);
            json.writeArrayFieldStart("boxes");
            for (Detection detection : detections) {
              write(json, detection, columns, rows);
            }
            json.writeEndArray();
            json.writeEndObject();
          }
        });
  }

  private static void write(JsonGenerator json, Detection detection, int columns, int rows)
      throws IOException {
    BoundingBox box = detection.box();
    PixelBox pixels = box.pixels(columns, rows);
    json.writeStartObject();
    json.writeStringField("class", detection.name());
    json.writeNumberField("probability", detection.probability());
    json.writeNumberField("percent", detection.percent());
    json.writeNumberField("anchor", detection.anchor());
    json.writeNumberField("row", detection.row());
    json.writeNumberField("col", detection.column());
    json.writeNumberField("x", box.x());
    json.writeNumberField("y", box.y());
    json.writeNumberField("w", box.w());
    json.writeNumberField("h", box.h());
    json.writeNumberField("left", pixels.left());
    json.writeNumberField("right", pixels.right());
    json.writeNumberField("top", pixels.top());
    json.writeNumberField("bottom", pixels.bottom());
    json.writeEndObject();
  }
}
