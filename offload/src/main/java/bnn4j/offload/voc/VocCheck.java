package bnn4j.offload.voc;

import bnn4j.datasets.picture.Picture;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.yolo.Photo;
import bnn4j.offload.yolo.TinierYolo;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * How well Tinier-YOLO finds the objects of PASCAL VOC.
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
