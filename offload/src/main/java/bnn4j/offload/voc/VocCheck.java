package bnn4j.offload.voc;

import bnn4j.datasets.picture.Picture;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.yolo.Photo;
import bnn4j.offload.yolo.TinierYolo;
import bnn4j.offload.yolo.VocClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The accuracy of Tinier-YOLO on PASCAL VOC.
 *
 * @param precision of what it found
 * @param photos that it was shown
 * @param seconds of reading, running and decoding
 */
public record VocCheck(MeanAveragePrecision precision, int photos, double seconds) {
  /** Even improbable boxes count for VOC's measure; what darknet takes for it. */
  private static final float THRESHOLD = 0.005f;

  private static final float OVERLAP = 0.45f;

  /**
   * The result as JSON.
   *
   * @param dataset as it was named
   * @param averagePrecision of each class that has objects, at eleven points
   * @param photos that were shown
   * @param meanAveragePrecision11Points as VOC 2007 has it
   * @param meanAveragePrecisionArea as later ones have it
   */
  public record Json(
      String dataset,
      Map<String, Double> averagePrecision,
      int photos,
      double meanAveragePrecision11Points,
      double meanAveragePrecisionArea) {}

  /**
   * For programs.
   *
   * @param dataset as it was named
   */
  public Json json(String dataset) {
    Map<String, Double> classes = new LinkedHashMap<>();
    for (int c = 0; c < VocClass.NAMES.size(); c++) {
      if (precision.objects(c) > 0) {
        classes.put(VocClass.NAMES.get(c), precision.averagePrecision(c, true));
      }
    }
    return new Json(dataset, classes, photos, precision.elevenPoints(), precision.area());
  }

  /** Text: one line for each class that has objects, and the means. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("%-12s %8s %10s %8s%n".formatted("class", "objects", "11 points", "area"));
    for (int c = 0; c < VocClass.NAMES.size(); c++) {
      if (precision.objects(c) > 0) {
        text.append(
            "%-12s %8d %8.2f %% %6.2f %%%n"
                .formatted(
                    VocClass.NAMES.get(c),
                    precision.objects(c),
                    100 * precision.averagePrecision(c, true),
                    100 * precision.averagePrecision(c, false)));
      }
    }
    text.append(
        ("tinier-yolo (W1A3) on %d photos: mAP %.2f %% (11 points, as VOC 2007), %.2f %% (area),"
                + " %.1f photos/s%n")
            .formatted(
                photos, 100 * precision.elevenPoints(), 100 * precision.area(), photos / seconds));
    return text.toString();
  }

  /**
   * Loads the network and shows it photos.
   *
   * @param photos their names in the folder
   * @param progress is told the number of photos done
   */
  public static VocCheck run(
      TinierYolo yolo,
      VocFolder folder,
      List<String> photos,
      OffloadAccelerator accelerator,
      IntConsumer progress) {
    MeanAveragePrecision precision = new MeanAveragePrecision();
    long start = System.nanoTime();
    accelerator.load(yolo.network());
    for (int i = 0; i < photos.size(); i++) {
      Picture photo = Photo.read(folder.photo(photos.get(i)));
      precision.add(
          folder,
          photos.get(i),
          yolo.detect(photo, accelerator, THRESHOLD, OVERLAP),
          photo.columns(),
          photo.rows());
      progress.accept(i + 1);
    }
    return new VocCheck(precision, photos.size(), (System.nanoTime() - start) / 1e9);
  }
}
