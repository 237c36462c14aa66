package bnn4j.offload.voc;

import bnn4j.datasets.Part;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A year of PASCAL VOC as it comes: {@code ImageSets/Main/<part>.txt}, {@code JPEGImages/<id>.jpg},
 * {@code Annotations/<id>.xml}.
 *
 * @param root where these three folders are
 */
public record VocFolder(Path root) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private static final List<String> YEARS =
      List.of("", "VOC2007", "VOC2012", "VOCdevkit/VOC2007", "VOCdevkit/VOC2012");

  /**
   * Looks for it at a place, and a little below.
   *
   * @throws Refusal if it is not there
   */
  public static VocFolder find(Path place) {
    return Stream.of("", "voc/")
        .flatMap(folder -> YEARS.stream().map(year -> place.resolve(folder + year)))
        .filter(path -> Files.isDirectory(path.resolve("Annotations")))
        .findFirst()
        .map(VocFolder::new)
        .orElseThrow(
            () ->
                new Refusal(
                    ("%s: expected PASCAL VOC there or in VOCdevkit/VOC2007 below"
                            + " (Annotations, ImageSets/Main, JPEGImages), found no Annotations")
                        .formatted(place)));
  }

  /**
   * Names of the photos of a part.
   *
   * @param part of whose test photos VOC 2012 keeps the annotations to itself; then those for
   *     validation
   * @throws Refusal if there is no list of them
   */
  public List<String> photos(Part part) {
    return photos(
        switch (part) {
          case TEST -> Files.exists(list("test")) ? "test" : "val";
          case TRAINING -> "train";
          case VALIDATION -> "val";
        });
  }

  private Path list(String part) {
    return root.resolve("ImageSets").resolve("Main").resolve(part + ".txt");
  }

  /**
   * Names of the photos of a part.
   *
   * @param part such as {@code test}
   * @throws Refusal if there is no list of it
   */
  public List<String> photos(String part) {
    Path list = list(part);
    InputFile.check(list, "a list of photos");
    List<String> photos =
        TextFile.read(list)
            .lines()
            .map(line -> line.strip().split("\\s+", 2)[0])
            .filter(id -> !id.isEmpty())
            .toList();
    if (photos.isEmpty()) {
      throw new Refusal("%s: lists no photos".formatted(list));
    }
    for (String id : photos) {
      if (!NAME.matcher(id).matches()) {
        throw new Refusal(
            "%s: expected names of photos such as 000012, found '%s'".formatted(list, id));
      }
    }
    return photos;
  }

  /** A photo. */
  public Path photo(String id) {
    return root.resolve("JPEGImages").resolve(id + ".jpg");
  }

  /** What is marked in a photo. */
  Path annotation(String id) {
    return root.resolve("Annotations").resolve(id + ".xml");
  }
}
