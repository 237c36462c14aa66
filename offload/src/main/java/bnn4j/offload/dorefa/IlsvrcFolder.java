package bnn4j.offload.dorefa;

import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Photos of ILSVRC 2012 with their classes, in one of the layouts in which they are kept: a folder
 * for each class, {@code val/n01484850/*.JPEG}; or all in one with Kaggle's {@code
 * LOC_val_solution.csv} ({@code name,n01484850 ...}) or Caffe's {@code val.txt} ({@code name.JPEG
 * 2}) beside.
 */
public final class IlsvrcFolder {
  private static final List<String> PLACES =
      List.of("", "val", "ILSVRC2012_img_val", "ILSVRC/Data/CLS-LOC/val", "ilsvrc", "ilsvrc/val");

  /**
   * A photo whose class is known.
   *
   * @param file the photo
   * @param index its class
   */
  public record LabeledPhoto(Path file, int index) {}

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  /** The solution that Kaggle has of the 50000 photos is a quarter of it. */
  private static final int MOST_BYTES = 64 << 20;

  private final Path place;
  private final ImageNetClasses classes;

  private IlsvrcFolder(Path place, ImageNetClasses classes) {
    this.place = place;
    this.classes = classes;
  }

  /**
   * Lists the photos at a place or a little below it.
   *
   * @throws Refusal if there are none, or a list names a class or photo that there is not
   */
  public static List<LabeledPhoto> photos(Path place, ImageNetClasses classes) {
    try {
      return new IlsvrcFolder(place, classes).photos();
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(place, FailureText.reason(e)), e);
    }
  }

  private List<LabeledPhoto> photos() throws IOException {
    for (String below : PLACES) {
      Path folder = place.resolve(below);
      List<LabeledPhoto> byClass = byClass(folder);
      if (!byClass.isEmpty()) {
        return byClass;
      }
      for (Path beside : new Path[] {folder, place, place.resolve("ILSVRC")}) {
        Path solution = beside.resolve("LOC_val_solution.csv");
        if (hasPhotos(folder) && Files.isRegularFile(solution)) {
          return bySolution(folder, solution);
        }
        Path list = beside.resolve("val.txt");
        if (hasPhotos(folder) && Files.isRegularFile(list)) {
          return byList(folder, list);
        }
      }
    }
    throw new Refusal(
        ("%s: expected photos of ILSVRC 2012 there or in val below: a folder for each class, such"
                + " as n01484850, or all in one with val.txt or LOC_val_solution.csv beside; found"
                + " none")
            .formatted(place));
  }

  private static boolean hasPhotos(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(IlsvrcFolder::isPhoto);
    }
  }

  private static boolean isPhoto(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".JPEG") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  private List<LabeledPhoto> byClass(Path folder) throws IOException {
    List<LabeledPhoto> photos = new ArrayList<>();
    for (int i = 0; i < classes.wnids().size(); i++) {
      Path own = folder.resolve(classes.wnids().get(i));
      if (Files.isDirectory(own)) {
        int index = i;
        try (Stream<Path> files = Files.list(own)) {
          files
              .filter(IlsvrcFolder::isPhoto)
              .sorted()
              .forEach(file -> photos.add(new LabeledPhoto(file, index)));
        }
      }
    }
    return photos;
  }

  private List<LabeledPhoto> bySolution(Path folder, Path solution) throws IOException {
    List<LabeledPhoto> photos = new ArrayList<>();
    List<String> lines = lines(solution);
    for (int i = 1; i < lines.size(); i++) {
      String[] parts = lines.get(i).split("[, ]", 3);
      int index = parts.length < 2 ? -1 : classes.wnids().indexOf(parts[1]);
      photos.add(photo(folder, solution, i + 1, parts[0] + ".JPEG", index));
    }
    return photos;
  }

  private List<LabeledPhoto> byList(Path folder, Path list) throws IOException {
    List<LabeledPhoto> photos = new ArrayList<>();
    List<String> lines = lines(list);
    for (int i = 0; i < lines.size(); i++) {
      String[] parts = lines.get(i).strip().split(" ", 2);
      photos.add(photo(folder, list, i + 1, parts[0], index(parts).orElse(-1)));
    }
    return photos;
  }

  private static List<String> lines(Path file) {
    return TextFile.read(file, MOST_BYTES).lines().toList();
  }

  private static Optional<Integer> index(String[] parts) {
    return parts.length == 2 && parts[1].matches("\\d{1,3}")
        ? Optional.of(Integer.valueOf(parts[1]))
        : Optional.empty();
  }

  private static LabeledPhoto photo(Path folder, Path list, int line, String name, int index) {
    if (index < 0) {
      throw new Refusal(
          "%s: line %d: expected a photo and its class of ILSVRC 2012".formatted(list, line));
    }
    if (!NAME.matcher(name).matches()) {
      throw new Refusal(
          "%s: line %d: expected the name of a photo, found '%s'".formatted(list, line, name));
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new Refusal("%s: line %d: there is no %s".formatted(list, line, file));
    }
    return new LabeledPhoto(file, index);
  }
}
