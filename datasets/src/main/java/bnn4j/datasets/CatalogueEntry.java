package bnn4j.datasets;

import bnn4j.foundation.Refusal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The catalogue's data on a dataset.
 *
 * @param name in configs and on the command line
 * @param title what it is, in a few words
 * @param format the {@link DatasetFormat} that reads it
 * @param shape the shape of every image
 * @param classNames the classes in the order of the labels
 * @param trainingImages number of training images
 * @param testImages number of test images
 * @param homepage where it is described; empty for one made here
 * @param licence the terms
 * @param citation what its authors want cited; empty for one made here
 * @param mirrors addresses that a download's name is appended to, in the order to try
 * @param files its files; none if it is made on the spot
 * @param firstLabel the number that its files give to the first class
 * @param pictureFit how strokes of a picture file are put into a grey square for a network that was
 *     trained on it
 * @param madeOf names of the datasets that it is made of when it is needed; none for most
 */
public record CatalogueEntry(
    String name,
    String title,
    String format,
    ImageShape shape,
    List<String> classNames,
    int trainingImages,
    int testImages,
    String homepage,
    String licence,
    String citation,
    List<URI> mirrors,
    List<DataFile> files,
    int firstLabel,
    PictureFit pictureFit,
    List<String> madeOf) {

  /** An entry whose labels begin with 0. */
  public CatalogueEntry(
      String name,
      String title,
      String format,
      ImageShape shape,
      List<String> classNames,
      int trainingImages,
      int testImages,
      String homepage,
      String licence,
      String citation,
      List<URI> mirrors,
      List<DataFile> files) {
    this(
        name,
        title,
        format,
        shape,
        classNames,
        trainingImages,
        testImages,
        homepage,
        licence,
        citation,
        mirrors,
        files,
        0,
        PictureFit.FILL,
        List.of());
  }

  /** Mirrors, files, the fit and what it is made of may be left out. */
  public CatalogueEntry {
    classNames = List.copyOf(classNames);
    mirrors = mirrors == null ? List.of() : List.copyOf(mirrors);
    files = files == null ? List.of() : List.copyOf(files);
    pictureFit = pictureFit == null ? PictureFit.FILL : pictureFit;
    madeOf = madeOf == null ? List.of() : List.copyOf(madeOf);
  }

  /** Whether it is made on the spot, without files. */
  public boolean isGenerated() {
    return files.isEmpty() && madeOf.isEmpty();
  }

  /** The file with that content. */
  public DataFile file(Part part, DataFile.Content content) {
    return files.stream()
        .filter(file -> file.part() == part && file.content() == content)
        .findFirst()
        .orElseThrow(() -> new Refusal("%s has no %s %s".formatted(name, part, content)));
  }

  /** The number of images in the official files. */
  public int images(Part part) {
    return part == Part.TEST ? testImages : trainingImages;
  }

  /**
   * Warns if the number of images differs from that of the official files: a selection can be
   * trained on, but the result is not comparable.
   */
  public void warnOfCount(Part part, int found, Path file, Reading reading) {
    if (found != images(part)) {
      reading.warn(
          "%s: has %d images, the official %s has %d; loaded anyway; details: datasets verify %s"
              .formatted(file, found, name, images(part), name));
    }
  }

  /** The addresses of a file, in the order to try. */
  public List<URI> addresses(DataFile file) {
    return mirrors.stream().map(mirror -> mirror.resolve(file.download().name())).toList();
  }
}
