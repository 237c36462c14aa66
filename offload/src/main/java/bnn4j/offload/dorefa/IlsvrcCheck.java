package bnn4j.offload.dorefa;

import bnn4j.datasets.picture.PictureReader;
import bnn4j.offload.dorefa.DoReFaNet.Guess;
import bnn4j.offload.dorefa.IlsvrcFolder.LabeledPhoto;
import bnn4j.offload.driver.OffloadAccelerator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The accuracy of DoReFa-Net on ImageNet.
 *
 * @param photos that it was shown
 * @param first of them right by the most probable class
 * @param five of them right by one of the five most probable
 * @param seconds of reading, running and decoding
 */
public record IlsvrcCheck(int photos, int first, int five, double seconds) {
  private static final int GUESSES = 5;

  /**
   * Loads the network and shows it photos.
   *
   * @param progress is told the number of photos done
   */
  public static IlsvrcCheck run(
      DoReFaNet network,
      List<LabeledPhoto> photos,
      OffloadAccelerator accelerator,
      IntConsumer progress) {
    int first = 0;
    int five = 0;
    long start = System.nanoTime();
    accelerator.load(network.network());
    for (int i = 0; i < photos.size(); i++) {
      LabeledPhoto photo = photos.get(i);
      List<Guess> guesses =
          network.classify(PictureReader.read(photo.file()), accelerator, GUESSES);
      first += guesses.get(0).index() == photo.index() ? 1 : 0;
      five += guesses.stream().anyMatch(guess -> guess.index() == photo.index()) ? 1 : 0;
      progress.accept(i + 1);
    }
    return new IlsvrcCheck(photos.size(), first, five, (System.nanoTime() - start) / 1e9);
  }

  /**
   * The result as JSON.
   *
   * @param dataset as it was named
   * @param photos that were shown
   * @param right of them by the most probable class
   * @param rightAmongFive of them by one of the five most probable
   */
  public record Json(String dataset, int photos, int right, int rightAmongFive) {}

  /**
   * For programs.
   *
   * @param dataset as it was named
   */
  public Json json(String dataset) {
    return new Json(dataset, photos, first, five);
  }

  /** One line of text. */
  public String text() {
    return ("dorefanet (W1A2) on %d photos: %d right (%.2f %%), %d among the first five (%.2f %%),"
            + " %.1f photos/s%n")
        .formatted(photos, first, accuracy(), five, accuracyOfFive(), photos / seconds);
  }

  /** Percent of the photos whose most probable class is right. */
  public double accuracy() {
    return 100.0 * first / photos;
  }

  /** Percent of the photos whose class is one of the five most probable. */
  public double accuracyOfFive() {
    return 100.0 * five / photos;
  }
}
