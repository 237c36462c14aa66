package bnn4j.offload.yolo;

import bnn4j.foundation.Refusal;
import bnn4j.json.ResultJson;
import bnn4j.offload.yolo.BoundingBox.PixelBox;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;

/**
 * Detections as JSON: each with its class, its probability, and its box, relative and in pixels.
 *
 * @param photo its file
 * @param width of the photo in pixels
 * @param height of the photo in pixels
 * @param boxes one for each thing
 */
public record DetectionsFile(String photo, int width, int height, List<Box> boxes) {
  /** Copies the list. */
  public DetectionsFile {
    boxes = List.copyOf(boxes);
  }

  /**
   * A thing that has been found.
   *
   * @param name of its class
   * @param probability 0 to 1
   * @param percent the same, as it is printed
   * @param anchor shape that the box has been predicted with
   * @param row cell of the grid
   * @param column cell of the grid
   * @param x centre of the box, as a part of the photo's width
   * @param y centre of the box, as a part of the photo's height
   * @param w width of the box, as a part of the photo's
   * @param h height of the box, as a part of the photo's
   * @param left first column of pixels
   * @param right last column of pixels
   * @param top first row of pixels
   * @param bottom last row of pixels
   */
  public record Box(
      @JsonProperty("class") String name,
      float probability,
      long percent,
      int anchor,
      int row,
      @JsonProperty("col") int column,
      float x,
      float y,
      float w,
      float h,
      int left,
      int right,
      int top,
      int bottom) {
    private static Box of(Detection detection, int columns, int rows) {
      BoundingBox box = detection.box();
      PixelBox pixels = box.pixels(columns, rows);
      return new Box(
          detection.name(),
          detection.probability(),
          detection.percent(),
          detection.anchor(),
          detection.row(),
          detection.column(),
          box.x(),
          box.y(),
          box.w(),
          box.h(),
          pixels.left(),
          pixels.right(),
          pixels.top(),
          pixels.bottom());
    }
  }

  /**
   * Writes what has been found in a photo.
   *
   * @throws Refusal if the file cannot be written
   */
  public static void write(
      Path file, String photo, int columns, int rows, List<Detection> detections) {
    List<Box> boxes =
        detections.stream().map(detection -> Box.of(detection, columns, rows)).toList();
    ResultJson.write(new DetectionsFile(photo, columns, rows, boxes), file);
  }
}
